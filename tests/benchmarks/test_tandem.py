"""Models whose figures differ are not compared; our own agree with the recursion of queues in a row."""

from dataclasses import replace

import pytest

from benchmarks.models.linewright_line import model
from benchmarks.models.task import ARRIVALS, CYCLE, STATIONS, Answer, Figures, Given, Task
from benchmarks.tandem import check_alike, check_load, given

PARTS = 400
FIGURES = Figures(out=PARTS, lead_time=500.0, utilisation=[0.8] * STATIONS)


def recursion(task: Task, times: Given) -> Figures:
    """Return the figures by Lindley's recursion: a part begins when it has come and the one before it has gone."""
    now, came, leads, busy, free = task.horizon, 0.0, [], [0.0] * STATIONS, [0.0] * STATIONS
    for number, gap in enumerate(times.gaps):
        came = t = came + gap
        for station, cycles in enumerate(times.cycles):
            begin = max(t, free[station])
            t = free[station] = begin + cycles[number]
            busy[station] += max(0.0, min(t, now) - begin)
        if t < now:
            leads.append(t - came)
    return Figures(len(leads), sum(leads) / len(leads), [each / now for each in busy])


def test_our_model_is_the_queue() -> None:
    times = given(PARTS)
    found, expected = model(Task(PARTS)), recursion(Task(PARTS), times)
    assert found.out == expected.out
    assert found.lead_time == pytest.approx(expected.lead_time, rel=1e-9)
    assert found.utilisation == pytest.approx(expected.utilisation, rel=1e-9)
    check_alike("recursion", expected, found)


def test_given_times_have_the_means_they_should_have() -> None:
    times = given(5000)
    assert sum(times.gaps) / len(times.gaps) == pytest.approx(ARRIVALS, rel=0.05)
    assert [sum(cycles) / len(cycles) for cycles in times.cycles] == pytest.approx([CYCLE] * STATIONS, rel=0.05)


@pytest.mark.parametrize(
    "other",
    [
        replace(FIGURES, out=PARTS - 1),
        replace(FIGURES, lead_time=500.0001),
        replace(FIGURES, utilisation=[*[0.8] * 9, 0.81]),
    ],
    ids=["out", "lead time", "utilisation"],
)
def test_other_figures_are_refused(other: Figures) -> None:
    check_alike("Rival", FIGURES, FIGURES)
    with pytest.raises(SystemExit, match="Rival: of the same arrivals and operations it makes"):
        check_alike("Rival", other, FIGURES)


@pytest.mark.parametrize("other", [replace(FIGURES, out=PARTS // 2), replace(FIGURES, utilisation=[0.5] * STATIONS)])
def test_a_run_that_does_less_is_refused(other: Figures) -> None:
    check_load("Rival", Task(PARTS), FIGURES)
    with pytest.raises(SystemExit, match=f"Rival: .* {PARTS} came at 0.8"):
        check_load("Rival", Task(PARTS), other)


def test_tasks_and_answers_are_passed_on() -> None:
    times = '{"gaps": [1.0], "cycles": [[2.0]]}'
    assert Task.decode(f'{{"parts": 3, "given": {times}}}') == Task(3, Given([1.0], [[2.0]]))
    assert Task.decode('{"parts": 3, "given": null}') == Task(3)
    figures = '{"out": 1, "lead_time": 2.0, "utilisation": [0.5]}'
    assert Answer.decode(f'{{"seconds": 1.5, "figures": {figures}}}') == Answer(1.5, Figures(1, 2.0, [0.5]))
