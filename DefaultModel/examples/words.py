"""Words and small values that the generators fill their forms with, all made up for this project."""

import string

NOUNS = (
    """anchor apple archive badge barn basket beacon bell berth boat book bottle bridge broker brush bucket button cabin
cable cache camera canal candle card cargo carpet castle cellar chart choir clinic clock cloud coach coast coin compass
contract corner customer dairy deck depot desk device diary dock door drum engine event farm feather fence ferry field
file filter fish flag floor forest garage garden gate glass glove guest hall hammer harbour hive hotel house image index
invoice island item journal key kiln kitchen ladder lamp lantern lease ledger lesson letter library lock loom machine map
market meadow member menu message meter mill mirror museum needle net note number nurse oak office orchard order oven owner
package page paint parcel parent park path payment pencil person photo piano pier pipe place plan plant plate player pocket
pond pool port post price printer product pump queue quilt rack radio rail ramp rate reader recipe record region report
river road roof room rope route sail sample school screen sensor server session shelf ship shop signal singer song spoon
square stable stage station stock stone store story stove street student summer table tank task teacher tent ticket tide
tile timer token tool tower town track trade trail train tree trip tunnel user valley van vessel village voice wagon wall
ward warden watch water weather wheel window winter wire wood worker yard zone""".split()
)
VERBS = (
    """add apply build buy call cancel check close commit copy count create cut delete deliver draw drop edit emit fetch
fill find fix flush format get grow handle hide index insert join keep label lend list load lock log make map mark match
measure merge move open order pack paint parse pay pick plant play post print publish pull push queue read record refresh
remove render rent repair reply reset resolve restore return run save scan search sell send set show sign skip sort start
stop store submit sync take test trim update upload validate verify wait walk wash watch weigh write""".split()
)
ADJECTIVES = (
    """active big blue bright broken calm clean closed cold current daily dark deep default dry early empty extra
fast final first free full global green heavy hidden high hot internal last late left light local long loose lost main
maximum minimum missing narrow new next noisy normal old open pale plain primary private public quick quiet raw ready
remote right round safe second secret secure short simple slow small soft steep temporary thin total valid warm weekly
wet wide wild young""".split()
)
NAMES = (
    """Ada Aino Amir Ana Anders Arjun Asta Beatriz Bo Carla Chidi Dana Diego Ebba Edith Elif Emil Eva Farid Fatima Femi
Finn Greta Hana Hugo Ida Igor Ines Ivan Jana Jens Jonas Juan Kai Karin Kenji Lars Leila Lena Li Lucia Mads Maja Marco Mei
Mina Nadia Nils Noor Nora Olga Omar Otto Paula Per Petra Rania Ravi Rosa Samir Sara Sofia Sven Tariq Tomas Ulla Uma Vera
Viktor Wei Yara Yuki Zainab Zoe""".split()
)
SURNAMES = (
    """Ali Baker Berg Braun Chen Costa Dahl Diaz Eriksen Fischer Garcia Haug Holm Ito Jensen Khan Kim Kowalski Lau
Lind Lopez Moreau Moss Nagy Nielsen Novak Okafor Olsen Patel Ricci Rossi Ruiz Sato Silva Smith Sorensen Tanaka Vega Virtanen
Wang Weber Yilmaz""".split()
)
PLACES = (
    """Bergen Bilbao Bodo Bremen Brno Cork Galway Ghent Graz Kiruna Kobe Lagos Leeds Lima Lyon Malmo Nantes Odense Oslo
Oulu Porto Quito Riga Salzburg Split Tartu Tromso Turin Utrecht Vigo Visby Zadar""".split()
)
PHRASES = """no such file|could not connect|the queue is full|started|stopped by request|took longer than expected|nothing to do
retrying|gave up after three tries|done|permission denied|unknown option|value out of range|configuration reloaded
connection closed by peer|listening|out of disk space|checksum does not match|user signed in|token has expired
cache miss|cache is warm|waiting for lock|shutting down|health check passed|slow query|rate limit reached
unexpected end of input|index rebuilt|backup finished|certificate expires soon|job scheduled|job failed|skipped""".replace(
    "\n", "|"
).split(
    "|"
)
LEVELS = ["debug", "info", "info", "info", "notice", "warn", "warning", "error", "error", "fatal", "trace"]
TLDS = ["example.org", "example.com", "example.net", "test", "internal", "local", "svc.cluster.local"]


class Words:
    """Draws words, names and values by one random generator."""

    def __init__(self, random):
        self.random = random

    def one(self, items):
        return self.random.choice(items)

    def maybe(self, share):
        return self.random.random() < share

    def number(self, low, high):
        return self.random.randint(low, high)

    def noun(self):
        return self.one(NOUNS)

    def verb(self):
        return self.one(VERBS)

    def adjective(self):
        return self.one(ADJECTIVES)

    def parts(self, most=3):
        """One to three words for an identifier."""
        kinds = self.one([[NOUNS], [ADJECTIVES, NOUNS], [VERBS, NOUNS], [NOUNS, NOUNS], [ADJECTIVES, NOUNS, NOUNS]])
        return [self.one(kind) for kind in kinds][:most]

    def snake(self):
        return "_".join(self.parts())

    def kebab(self):
        return "-".join(self.parts())

    def upper(self):
        return "_".join(self.parts()).upper()

    def camel(self):
        first, *rest = self.parts()
        return first + "".join(word.capitalize() for word in rest)

    def pascal(self):
        return "".join(word.capitalize() for word in self.parts())

    def name(self):
        return f"{self.one(NAMES)} {self.one(SURNAMES)}"

    def place(self):
        return self.one(PLACES)

    def phrase(self):
        return self.one(PHRASES)

    def sentence(self):
        """Some plain words, to stand in comments and values."""
        return self.one(
            [
                f"{self.verb()} the {self.adjective()} {self.noun()}",
                f"{self.noun()} of the {self.noun()}",
                f"{self.adjective()} {self.noun()}s only",
                f"see the {self.noun()} in {self.place()}",
                self.phrase(),
                f"{self.noun()} and {self.noun()}",
                f"not {self.adjective()}, not {self.adjective()}",
            ]
        )

    def host(self):
        return self.one(
            [
                f"{self.noun()}.{self.one(TLDS)}",
                f"{self.noun()}{self.number(1, 9)}.{self.one(TLDS)}",
                "localhost",
                "127.0.0.1",
                f"192.0.2.{self.number(1, 254)}",
                f"198.51.100.{self.number(1, 254)}",
                f"{self.kebab()}.{self.one(TLDS)}",
            ]
        )

    def url(self):
        scheme = self.one(["https", "https", "http", "postgres", "redis", "amqp", "ws"])
        return f"{scheme}://{self.host()}{self.one(['', f':{self.number(1000, 9999)}'])}{self.path() if self.maybe(.6) else ''}"

    def path(self):
        return "".join(f"/{self.one([self.noun(), self.kebab()])}" for _ in range(self.number(1, 3)))

    def hexadecimal(self, length):
        return "".join(self.one("0123456789abcdef") for _ in range(length))

    def secret(self):
        return "".join(self.one(string.ascii_letters + string.digits) for _ in range(self.number(8, 32)))

    def version(self):
        return ".".join(str(self.number(0, 20)) for _ in range(self.one([2, 3, 3, 3])))

    def date(self):
        return f"{self.number(2012, 2026)}-{self.number(1, 12):02}-{self.number(1, 28):02}"

    def clock(self):
        return f"{self.number(0, 23):02}:{self.number(0, 59):02}:{self.number(0, 59):02}"

    def email(self):
        return f"{self.one(NAMES).lower()}@{self.noun()}.example.{self.one(['org', 'com', 'net'])}"

    def scalar(self):
        """A value as settings have them."""
        return self.one(
            [
                str(self.number(0, 9)),
                str(self.number(10, 65535)),
                self.one(["true", "false", "yes", "no", "on", "off"]),
                self.noun(),
                self.kebab(),
                self.host(),
                self.path(),
                self.url(),
                self.email(),
                self.version(),
                self.date(),
                f"{self.number(1, 90)}{self.one(['s', 'ms', 'm', 'h', 'd', 'MB', 'k', '%'])}",
                f"{self.random.random():.{self.number(1, 4)}f}",
            ]
        )
