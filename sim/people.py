"""The people of a line: who is sent where. Requests are served by urgency, then in the order in which they came.

Whoever ends something is free where he stands. The nearest free person who may do a job goes there; for a job of
several people all of them set out when there are enough, and while there are not, those who are free are kept for it.
A job begins when all are there; nobody is called away from what he has begun, or is walking to.

At one instant people are handed over last: first all that ends then ends, parts move and stations ask, then people are
sent, with all requests of that instant before them. So the most urgent request gets them, not the first in the code.

With a calendar nobody is sent in breaks and off shift; what was begun is finished, unless the station suspends it.
"""

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from layouts.people import Post
from layouts.spots import Spot, Spots
from layouts.working_time import Presence, WorkingTime
from replay.opening import Walking
from sim.clock import Call, Order
from sim.component import Component
from sim.errands import count_parts, errands_of
from sim.jobs import Job
from sim.persons import WORKING, Activity, Person
from sim.recording import people_of

if TYPE_CHECKING:
    from sim.line import Line

PEOPLE = "people:"
"""Under what name checkpoints list calls of people; no id ends so."""


class People:
    """All people of a line, and all that is asked of them."""

    def __init__(self, line: "Line", posts: Mapping[str, Post]) -> None:
        """Let everybody stand where he is at first."""
        self.clock = line.clock
        self.spots = Spots(line.layout)
        self._walked, self._watched = line.recorder.walked, line.watched
        self._number = {name: number for number, name in enumerate(people_of(line.layout))}
        self.posts = posts
        self.persons = {key: self._of_post(key, post) for key, post in posts.items()}
        self.calls: dict[str, Call] = {person.arrival.name: person.arrival for person in self._everybody()}
        self.jobs: dict[tuple[str, str], Job] = {}
        self.waiting: list[Job] = []
        self.started = False
        self.asked = 0
        self._calendar: WorkingTime | None = line.calendar
        self._on_duty = {key: post.on_duty(None) for key, post in posts.items()}
        self._serving = self.add_call(Call("serve", self._serve, Order.WATCH))
        self._opening = self.add_call(Call("opening", self._look, Order.STOP))
        self._closing = self.add_call(Call("closing", self._look, Order.WATCH))
        self.errands = errands_of(line, self)

    def _of_post(self, key: str, post: Post) -> list[Person]:
        spot = self.spots.of(post)
        return [Person(key, number, post, spot, self._arrived) for number in range(1, post.heads + 1)]

    def _everybody(self) -> Iterable[Person]:
        return (person for persons in self.persons.values() for person in persons)

    def add_call(self, call: Call) -> Call:
        """Register a call under its name."""
        self.calls[call.name] = call
        return call

    def add(self, job: Job) -> Job:
        """Register a job."""
        self.jobs[job.key] = job
        return job

    def meet(self, components: Mapping[str, Component]) -> None:
        """Get to know the stations that count parts for irregular work."""
        count_parts(self.errands, components)

    # what stations ask

    def ask(self, job: Job) -> None:
        """Ask for people; nothing, if they are asked for already."""
        if not job.sequence:
            self.asked = job.sequence = self.asked + 1
            self.waiting.append(job)
            self._serve_soon()

    def let_go(self, job: Job) -> None:
        """Let the people of a job go, who stay where they are; or call off what was asked for."""
        if job.waiting:
            self.waiting.remove(job)
        team, job.team = job.team, []
        if job.zone is not None and job.begun:
            job.zone.leave("/".join(job.key))
        job.sequence, job.begun, job.suspended = 0, False, False
        for person in team:
            person.job = None
            self._stop(person)
        if team:
            self._serve_soon()

    def suspend(self, job: Job) -> None:
        """Interrupt what was begun for the length of a break: the team stays with it."""
        job.suspended = True
        self._note_all(job.team)

    def go_on(self, job: Job) -> None:
        """Go on with what was suspended."""
        job.suspended = False
        self._note_all(job.team)

    def lead(self, job: Job, spot: Spot) -> None:
        """Let the people of a job that has begun walk on to another place, at work; it begins again there."""
        job.spot = spot
        for person in job.team:
            self._let_walk(person, spot)
        self._begin_if_there(job)

    # who goes where

    def _serve_soon(self) -> None:
        if not self._serving.pending:
            self.clock.call(self._serving, 0.0)

    def _serve(self) -> None:
        """Send people to the jobs that wait, the most urgent first; send home who has nothing to do."""
        kept = set[Person]()
        for job in sorted(self.waiting, key=lambda job: (job.work, job.sequence)):
            free = [person for person in self._free_for(job) if person not in kept]
            if job.waiting and len(free) >= job.crew:
                self._send(job, free)
            elif job.crew > 1 and sum(self._on_duty[post] for post in job.posts) >= job.crew:
                kept.update(free)
        for person in self._everybody():
            if person.home is not None and person.goal != person.home and self._is_free(person):
                self._let_walk(person, person.home)

    def _free_for(self, job: Job) -> Iterable[Person]:
        return (person for post in job.posts for person in self.persons[post] if self._is_free(person))

    def _is_free(self, person: Person) -> bool:
        return person.job is None and self._is_on_duty(person)

    def _is_on_duty(self, person: Person) -> bool:
        return person.number <= self._on_duty[person.post]

    def _send(self, job: Job, free: list[Person]) -> None:
        now = self.clock.now
        free.sort(key=lambda person: math.dist(person.place(now), job.spot))  # equals: in the order of the file
        job.team = free[: job.crew]
        self.waiting.remove(job)
        for person in job.team:
            person.job = job
            self._let_walk(person, job.spot)
        self._begin_if_there(job)

    def _let_walk(self, person: Person, goal: Spot) -> None:
        time = person.set_out(goal, self.clock.now)
        person.there = time <= 0
        if person.there:
            person.arrival.cancel()
        else:
            self.clock.call(person.arrival, time)
        self._note(person)
        self._tell(person)

    def _stop(self, person: Person) -> None:
        person.halt(self.clock.now)
        person.arrival.cancel()
        person.there = True
        self._note(person)
        self._tell(person)

    def _tell(self, person: Person) -> None:
        """Tell a recording where a person goes, and what he carries."""
        if self._watched:
            self._walked(self.walking(person))

    def walking(self, person: Person) -> Walking:
        """Return where a person is going, or stands."""
        look = -1 if person.job is None else person.job.load
        return Walking(self._number[person.name], person.left_at, *person.origin, *person.goal, person.arrives, look)

    def opening(self) -> list[Walking]:
        """Return where everybody is, for a recording that begins now."""
        return [self.walking(person) for person in self._everybody()]

    def _arrived(self, person: Person) -> None:
        person.there = True
        self._note(person)
        if person.job is not None:
            self._begin_if_there(person.job)

    def _begin_if_there(self, job: Job) -> None:
        if all(person.there for person in job.team):
            job.begun = True
            self._note_all(job.team)
            if job.zone is not None:
                job.zone.enter("/".join(job.key), spared=job.owner)
            job.begin()

    # what people do

    def _note(self, person: Person) -> None:
        """Find out what a person does now, and count from now on."""
        activity = self._activity(person)
        if activity is not person.activity:
            person.turn_to(activity, self.clock.now)

    def _note_all(self, persons: Iterable[Person]) -> None:
        for person in persons:
            self._note(person)

    def _activity(self, person: Person) -> Activity:
        job = person.job
        if job is not None and job.begun and not job.suspended:
            return WORKING[job.work]
        if not person.there:
            return Activity.WALKING
        return Activity.WAITING if self._is_on_duty(person) else Activity.OFF

    # the calendar

    def start(self) -> None:
        """Begin to keep to the calendar and to do irregular work, once."""
        if not self.started:
            self.started = True
            for person in self._everybody():
                self._tell(person)
            self._look()
            for errand in self.errands.values():
                errand.start()

    def _look(self) -> None:
        """Find out who is on duty, and wait for the next change."""
        if self._calendar is not None:
            self._keep_to(self._calendar, self.clock.now)
        for person in self._everybody():
            if person.job is None and not self._is_on_duty(person):
                self._stop(person)
        self._note_all(self._everybody())
        self._serve_soon()

    def _keep_to(self, calendar: WorkingTime, now: float) -> None:
        shift, planned = calendar.shift_at(now), calendar.presence(now) is Presence.PLANNED
        name = None if shift is None else shift.name
        self._on_duty = {key: post.on_duty(name) if planned else 0 for key, post in self.posts.items()}
        change, following = calendar.next_change(now), calendar.shifts_around(now)[1]
        begin = math.inf if following is None else following.begin
        if change is not None and change.time < begin and change.presence is not Presence.PLANNED:
            self.clock.call_at(self._closing, change.time)
        elif change is not None or begin < math.inf:
            self.clock.call_at(self._opening, begin if change is None else min(begin, change.time))

    # figures and snapshots

    def figures(self) -> dict[str, list[float]]:
        """Return by post the seconds in each activity and the metres walked up to now, of all together."""
        now = self.clock.now
        return {
            key: [math.fsum(column) for column in zip(*(person.figures(now) for person in persons), strict=True)]
            for key, persons in self.persons.items()
        }

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        teams = [
            [*job.key, job.sequence, [person.name for person in job.team], job.begun, job.suspended]
            for job in self.jobs.values()
            if job.sequence
        ]
        return {
            "asked": self.asked,
            "on_duty": dict(self._on_duty),
            "persons": {person.name: person.snapshot() for person in self._everybody()},
            "errands": {"/".join(key): errand.snapshot() for key, errand in self.errands.items()},
            "jobs": sorted(teams, key=lambda values: int(values[2])),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take the state of a snapshot; people and jobs that the layout does not know are left out."""
        self.started = True
        self.asked = state["asked"]
        self._on_duty.update({key: heads for key, heads in state["on_duty"].items() if key in self.posts})
        known = {person.name: person for person in self._everybody()}
        for name, values in state["persons"].items():
            if name in known:
                known[name].restore(values)
        for key, errand in self.errands.items():
            if "/".join(key) in state["errands"]:
                errand.restore(state["errands"]["/".join(key)])
        for owner, name, sequence, team, begun, suspended in state["jobs"]:
            job = self.jobs.get((owner, name))
            if job is not None:
                job.sequence, job.begun, job.suspended = sequence, begun, suspended
                job.team = [known[each] for each in team if each in known]
                for person in job.team:
                    person.job = job
                if not job.team:
                    job.begun = False
                    self.waiting.append(job)

    def settle(self) -> None:
        """Find out anew who is on duty and who has nothing to do: the layout has changed."""
        for person in self._everybody():
            if person.job is None:
                self._stop(person)
        self._look()
