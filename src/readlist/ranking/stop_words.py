"""Words that say nothing about a paper's subject."""

STOP_WORDS = frozenset(
    """
    a about above across after afterwards again against ago ahead albeit all almost along already
    also although always am amid among amongst an and another any anyone anything anywhere are
    around as aside at away

    be became because become becomes been before behind being below beneath beside besides between
    beyond both but by can cannot could did do does doing done due during each either else
    elsewhere enough et etc even ever every everyone everything everywhere except

    few for former formerly from further furthermore had has have having he hence her here hers
    herself him himself his how however i ie eg if in indeed instead into is it its itself just
    latter least less let like likewise many may maybe me meanwhile might mine more moreover most
    mostly much must my myself

    namely near nearly neither never nevertheless next no nobody none nor not nothing now nowhere
    of off often on once one ones only onto or other others otherwise our ours ourselves out over
    own per perhaps please quite rather really regarding same seem seems several shall she should
    since so some somehow someone something sometimes somewhere still such

    than that the their theirs them themselves then there thereby therefore therein these they
    this those though through throughout thus to together too toward towards under unless unlike
    until up upon us very via was we well were what whatever when whenever where whereas whereby
    wherein whether which while who whole whom whose why will with within without would yet you
    your yours yourself

    al com http https www org url isn doesn don didn won wasn aren haven hasn ll ve
    """.split()
)
