"""A kiosk's numbers between a line that loses, a disk that is slow and pure rules of a hall; killed at will."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from pathlib import Path

from broker.client.bus import Received
from broker.client.link import Link, Seen
from broker.contract import codec, topics
from broker.contract.commands import AbandonTicket, HandInTicket, IssueTicket, KioskCommand, LeaseNumbers
from broker.contract.message import Refusal, Reply, State
from broker.contract.replies import TicketReply
from broker.contract.states import HallClock, HallToday
from broker.contract.told import HeldTicket
from broker.contract.values import App, Holder, Refused, TicketState, Wanted
from broker.queue.decide import decide
from kiosk.citizen.notebook import Notebook
from kiosk.citizen.numbers import Numbers
from tests.broker.queue.desk import Desk, profile

HALL, DEVICE = "leiyang", "kiosk-1"
LEASE = 3
"""Few, so that they come to an end."""
VERBS = {kind.verb: kind for kind in (IssueTicket, LeaseNumbers, HandInTicket, AbandonTicket)}


@dataclass
class Line:
    """A bus of which a test says what arrives."""

    up: bool = False
    asked: list[tuple[type[KioskCommand], bytes]] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)

    def start(self, on_message, on_link):
        self.tell, self.tell_link = on_message, on_link

    def stop(self):
        pass

    def subscribe(self, *topics):
        pass

    def publish(self, topic, payload, **_how):
        if self.up and "/cmd/" in topic:
            self.asked.append((VERBS[topic.rpartition("/")[2]], payload))
        return self.up

    def put(self, *, up):
        if up != self.up:
            self.up = up
            self.asked.clear()
            self.answers.clear()
            self.tell_link(up)


class PureHub:
    """The rules, and what the hub keeps for them: the first reply to each id."""

    def __init__(self):
        self.desk = Desk(profile(lease_numbers=LEASE))
        self.device = DEVICE  # who it takes the kiosk for
        self.replies = {}

    def hear(self, kind, payload):
        command = codec.decode(kind, payload)
        if command.id not in self.replies:
            self.replies[command.id] = self._decide(command)
        return self.replies[command.id]

    def _decide(self, command):
        if self.desk.now > command.until:
            return self._refuse(command.id, Refused.TOO_LATE)
        holder = getattr(command, "holder", None)
        asking = self.desk.asking(device=self.device, holder=(holder.key,) if holder else ())
        outcome = decide(self.desk.hall, command, asking)
        self.desk._apply(outcome.events, outcome.visitor, outcome.note)
        reply = codec.encode(outcome.answer(self.desk.hall))
        if outcome.blocked:
            self.replies.setdefault(outcome.blocked, self._refuse(outcome.blocked, Refused.REPLACED))
        return reply

    def _refuse(self, id_, code):
        return codec.encode(Reply(re=id_, ok=False, at=self.desk.now, error=Refusal(code=code)))


class Kiosk:
    """One life of a kiosk's process."""

    def __init__(self, world):
        self.world, self.line = world, Line()
        self.jobs = deque()
        self.problems = {}
        seen, clocks = (lambda _seen: None), (world.kiosk_now, world.ticks)
        self.link = Link(self.line, HALL, DEVICE, App.KIOSK, lambda call: call(), seen, *clocks)
        self.notebook = Notebook(world.file, HALL, DEVICE)
        self.numbers = Numbers(self.link, self.write, self.on_kept, self.problems.__setitem__, world.ticks)
        self.link.follow(HallToday, self.numbers.know)
        self.link.start()
        self.visit = False

    def write(self, job, then):
        self.jobs.append((job, then))

    def on_kept(self, kept):
        if "today" in kept:
            self.numbers.recall(HallToday.model_validate_json(kept["today"]))

    @property
    def writes(self):
        """Whether it goes on with its notebook."""
        return self.numbers._works

    @property
    def unwritten(self):
        """The commands of no known end that it would not know after a restart."""
        visit, debts = self.numbers._visit, self.numbers._owed._debts
        commands = {visit.id} if visit else set()
        commands |= {debt.what for debt in debts if isinstance(debt.what, str)}
        return commands - set(self.notebook.read().asked)

    @property
    def serves(self):
        """Whether a visitor can touch a service."""
        ready = self.numbers.ready and self.link.seen is not Seen.STARTING and not self.visit
        return ready and (not self.numbers.alone or bool(self.numbers.services))

    def ask(self, service="a", holder: Holder | None = None):
        self.visit = True
        self.numbers.ask(Wanted(service=service, holder=holder), self.on_reply)

    def on_reply(self, reply: Reply | None):
        self.visit = False
        self.world.said.append(reply)
        if isinstance(reply, TicketReply) and reply.ticket:
            self.world.papers.append(reply.ticket)

    def close(self):
        self.notebook.close()


class World:
    """A hall, one kiosk after the other on one disk, and the papers that visitors hold."""

    def __init__(self, folder: Path, ahead=timedelta()):
        self.file = folder / "kiosk-1.notebook.db"
        self.hub = PureHub()
        self.ahead = ahead  # of the kiosk's clock
        self.papers: list[HeldTicket] = []
        self.said: list[Reply | None] = []
        self.may_be_unheld = 0  # killed between writing and printing, or without a notebook
        self.kiosk = Kiosk(self)

    @property
    def hall(self):
        return self.hub.desk.hall

    def kiosk_now(self):
        return self.hub.desk.now.astimezone(UTC) + self.ahead

    def ticks(self):
        return self.hub.desk.now.timestamp()

    # What may happen

    def pass_time(self, seconds=0.1):
        self.hub.desk.pass_time(seconds=seconds)
        self.kiosk.link.tick()
        self.kiosk.numbers.tick()

    def say(self, *kinds: type[State]):
        """The hub says these states."""
        for kind in kinds if self.kiosk.line.up else ():
            self._tell(kind, codec.encode(self.hub.desk.state(kind)))

    def say_all(self):
        self.say(HallToday, HallClock)

    def midnight(self):
        """The next morning; what was not handed in by now counts no more."""
        self.pass_time(86400)
        self.hub.desk.end_day()

    def arrive(self, place=0, *, answered=True):
        """A command arrives; the answer is on its way or lost."""
        kind, payload = self.kiosk.line.asked.pop(place)
        reply = self.hub.hear(kind, payload)
        if answered:
            self.kiosk.line.answers.append(reply)

    def answer(self, place=0):
        self._tell(Reply, self.kiosk.line.answers.pop(place))

    def _tell(self, kind, payload):
        topic = topics.topic(HALL, kind, device=DEVICE)
        self.kiosk.line.tell(Received(topic, payload, retained=False, duplicate=False))

    def disk(self, *, killed=False, fails=False, takes=0):
        """The disk does the next job, or fails; the kiosk may be killed before it hears of it, or hear late."""
        job, then = self.kiosk.jobs.popleft()
        done = None if fails else job(self.kiosk.notebook)
        if takes:
            self.pass_time(takes)
        if killed:
            visiting = self.kiosk.visit
            self.kiosk.world = World.__new__(World)  # a dead kiosk prints nothing
            self.kiosk.world.papers, self.kiosk.world.said = [], []
            then(done)
            self.may_be_unheld += visiting and len(self.kiosk.world.papers)
            self.kill()
        else:
            then(done)

    def go(self, *steps):
        """These steps, one after the other."""
        for step in steps:
            self.step(step)

    def step(self, step, place=0):
        """One of the things that may happen, if it can."""
        line, jobs = self.kiosk.line, self.kiosk.jobs
        asked, answers = place % max(1, len(line.asked)), place % max(1, len(line.answers))
        match step:
            case "disk" | "written, killed" if jobs:
                self.disk(killed=step != "disk")
            case "killed":
                self.kill()
            case "arrives" | "unanswered" if line.asked:
                self.arrive(asked, answered=step == "arrives")
            case "lost" if line.asked:
                del line.asked[asked]
            case "twice" if line.asked:
                line.asked.append(line.asked[asked])
            case "answers" if line.answers:
                self.answer(answers)
            case "silence" | "slow":
                self.pass_time(4.1 if step == "silence" else 1.1)
            case "cut" | "joined":
                line.put(up=step == "joined")
            case "speaks":
                self.say_all()

    def kill(self):
        if not self.kiosk.writes:
            self.may_be_unheld += len(self.kiosk.unwritten)
        self.kiosk.close()
        self.kiosk = Kiosk(self)

    def heal(self):
        """Everything is well again, and time goes by."""
        for _ in range(400):
            self.kiosk.line.put(up=True)
            self.say_all()
            while self.kiosk.jobs or self.kiosk.line.asked or self.kiosk.line.answers:
                if self.kiosk.jobs:
                    self.disk()
                elif self.kiosk.line.asked:
                    self.arrive()
                else:
                    self.answer()
            leased = self.kiosk.numbers.services or not self.kiosk.writes
            if leased and not self.kiosk.visit and not self.kiosk.numbers._owed._debts:
                return
            self.pass_time(1)
        raise AssertionError("it never comes to rest")

    # What must be true

    @property
    def waiting(self):
        """The numbers that wait at the hub, in order of their giving."""
        return [t.number for t in self.hall.tickets.values() if t.state is TicketState.WAITING]

    @property
    def numbers(self):
        """The numbers of the papers."""
        return [paper.number for paper in self.papers]

    def numbers_are_given_once(self):
        numbers = [(paper.day, paper.number) for paper in self.papers]
        assert len(set(numbers)) == len(numbers), numbers

    def every_paper_counts_and_nobody_has_two(self):
        """At rest: of today's papers each is one waiting ticket, and nothing else waits."""
        today = [paper for paper in self.papers if paper.day == self.hall.day]
        tickets = [ticket for ticket in self.hall.tickets.values() if ticket.state is TicketState.WAITING]
        waiting = {ticket.visitor.ref: ticket.number for ticket in tickets}
        assert len(waiting) == len(tickets)
        held = {paper.ref: paper.number for paper in today}
        assert held.items() <= waiting.items(), (held, waiting)
        assert len(waiting) - len(held) <= self.may_be_unheld, (held, waiting)
