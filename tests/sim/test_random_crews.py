"""People on random lines: forks, nothing lost, their time adds up, nobody does two things, teams are complete."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from layouts import loads
from sim import Checkpoint, Simulation
from sim.behaviours.nests import Phase
from sim.behaviours.station import StationBehaviour
from sim.people import People
from tests.sim.continuation import Task, continued, ending
from tests.sim.random_cells import cell_text
from tests.sim.random_crews import crew, crew_text
from tests.sim.test_random_cells import assert_adds_up

HORIZON = 150.0
"""Seconds that original and fork run on, on lines with times of some seconds."""


def stepped(seed: int) -> Simulation:
    """Run a random line up to a random event."""
    simulation = Simulation(crew(seed))
    for _ in range(random.Random(seed).randint(0, 900)):
        simulation.step()
    return simulation


def people_in(simulation: Simulation) -> People:
    """Return the people of a line that has some."""
    people = simulation.line.people
    assert people is not None
    return people


@pytest.mark.parametrize("seed", range(120))
def test_a_fork_ends_as_its_original(seed: int) -> None:
    original, untouched = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    fork = continued(Task(crew_text(seed), original.checkpoint().to_json(), until))
    assert fork == ending(original, until)
    assert fork == ending(untouched, until)


@pytest.mark.parametrize("seed", range(120, 135))
def test_a_fork_of_a_fork_of_a_fork_ends_as_the_original(seed: int) -> None:
    original, fork = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    for _ in range(8):
        fork = Simulation(fork.layout).restore(Checkpoint.from_json(fork.checkpoint().to_json()))
        for _ in range(7):
            if fork.clock.peek() < until - 1e-6:
                fork.step()
    assert ending(fork, until) == ending(original, until)


@pytest.mark.parametrize("seed", range(120))
def test_nothing_is_lost_and_time_adds_up(seed: int) -> None:
    simulation = Simulation(crew(seed))
    for until in (50.0, 200.0, 500.0):
        simulation.run(until)
        assert_adds_up(simulation)
        for key, persons in people_in(simulation).persons.items():
            for person in persons:
                assert sum(person.figures(until)[:-1]) == pytest.approx(until)
            shares = simulation.results().people[key]
            assert shares.working + shares.walking + shares.waiting == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(60))
def test_nobody_does_two_things_and_whoever_works_is_known_to_the_nest(seed: int) -> None:
    simulation = stepped(seed)
    for _ in range(300):
        simulation.step()
        assert_consistent(simulation)


def assert_consistent(simulation: Simulation) -> None:
    """Check teams and nests against each other."""
    people = people_in(simulation)
    teams = [person for job in people.jobs.values() for person in job.team]
    assert len(teams) == len(set(teams))
    for job in people.jobs.values():
        assert len(job.team) in (0, job.crew)
        assert all(person.job is job and person.post in job.posts for person in job.team)
        assert job.waiting == (job in people.waiting)
        assert not job.begun or all(person.there and person.goal == job.spot for person in job.team)
    for component in simulation.line.components.values():
        if isinstance(component, StationBehaviour) and component.manning is not None:
            for nest in component.nests:
                manual = component.manning.job(nest.number, is_setup=False)
                if manual is not None:
                    assert manual.begun == (nest.phase is Phase.MANUAL)
                    assert bool(manual.sequence) == manual.begun or nest.phase is Phase.AWAITING_OPERATOR
                setup = component.manning.job(nest.number, is_setup=True)
                if setup is not None:
                    assert setup.begun == (nest.phase is Phase.CHANGEOVER)


@pytest.mark.parametrize("seed", range(60))
def test_a_fork_into_a_changed_crew_loses_nothing_and_goes_on(seed: int) -> None:
    """Fewer people, other ways, nobody at all: each must cope with what was begun."""
    checkpoint, text = stepped(seed).checkpoint(), crew_text(seed)
    fewer = (
        text.replace("crew: 2, ", "").replace("count: 2", "count: 1").replace("repair_by: fitters", "repair_by: pool")
    )
    for changed in (fewer, cell_text(seed), text.replace("fitters", "mates")):
        fork = Simulation(loads(changed)).restore(checkpoint)
        before = sum(figures.completed for figures in fork.results().equipment.values())
        fork.run(fork.now + HORIZON)
        assert_adds_up(fork)
        if "calendar" not in text:
            assert sum(figures.completed for figures in fork.results().equipment.values()) > before


def test_the_lines_are_worth_the_trouble() -> None:
    """Among the instants of the forks is everything that people can be about."""
    seen: Counter[str] = Counter()
    for seed in range(120):
        seen += Counter(happenings(stepped(seed)))
    wanted = {"waiting", "walking", "off", "repair", "changeover", "run", "rework", "irregular"}
    assert wanted | {"asked", "crew of two", "suspended", "on the way home", "owed"} <= seen.keys()


def happenings(simulation: Simulation) -> Iterator[str]:
    """Name what is going on."""
    people = people_in(simulation)
    for persons in people.persons.values():
        for person in persons:
            yield person.activity.name.lower()
            if person.job is None and not person.there:
                yield "on the way home"
    for job in people.jobs.values():
        yield from ("asked" for _ in range(job.waiting))
        yield from ("crew of two" for _ in range(len(job.team) > 1))
        yield from ("suspended" for _ in range(job.suspended))
    yield from ("owed" for errand in people.errands.values() if errand.owed > 1)
