"""Words that begin a sentence with a capital and name nobody."""

WORDS = """
a about above across after afterwards again against ahead album albums all almost alone along already
also although always amid among an and another any anyone anything anyway are around arrangement
arrangements as aside at audiences away back band bass bassist because been before begin beginning
begins behind behold being below beneath beside besides between beyond born both bound bringing brought
building built but by called can certain certainly chapter clearly closing come comes coming composer
concert concerts consequently consider considering continuing could critics crowds curiously despite did
do does down drawing drummer drums during each earlier early either else elsewhere end ending enough
even eventually every everyone everything fans few finally fittingly followed following for formed
forward founded from further given going growing guitar guitarist guitarists guitars had has have having
he hear heard hence her here hers herself him himself his how however i if imagine in including indeed
initially inside instead into is it its itself joined just keeping keyboards known last later latest
leading leaving less let likewise lineup listen listeners looking lyrics made making many maybe
meanwhile meet melody members membership might more moreover most mostly moving much music musician
musicians must my name named names naturally near nearly neither never nevertheless new next no nobody
none nor not notably nothing notice now nowhere of off often old on once only onto onward onwards
opening or originally other others our out outside over overall part past perhaps play played playing
previously produced producer producers quickly quietly rather recently reception record recorded
recording recordings records release released releases remember return returning reviewers reviews
rhythm running seen session sessions set setting several shall she should side signed similarly since
singer singers singing singles slowly so some somehow someone something sometimes song songs songwriter
soon sound sounds speaking specifically standing stay staying step still story strangely studio success
such suddenly surely take taken taking taped telling than that the their theirs them themselves then
there therefore these they think this those though through throughout thus time times to today together
too tour touring tours toward towards track tracks turn turning ultimately under unlike until up upon us
using usually very voice voices was we welcome were what whatever when where whereas wherever whether
which while who whole whom whose why with within without work working works would writing written
year years yet you your
"""
ORDINARY = frozenset(WORDS.split())
"""Numbers are looked at as such; what may as well be a name or a month is left out."""
