namespace Plumb.Playbooks.Templating.Collections.General;

/// <summary>The words that names of pets are made of.</summary>
internal static class PetWords
{
    public static readonly string[] Animals = Words(
        "ant ape asp bat bear bee bird boar bug calf cat clam cod colt cow crab crane crow cub deer doe dog dove duck eagle eel elk emu ewe fawn finch fish flea fly foal fowl fox frog " +
        "gecko gnat goat goose grub gull hare hawk hen heron hog horse hound ibex ibis jay joey kid kite kiwi koala koi lamb lark leech lemur lion llama lynx mako mink mole moose moth mouse mule " +
        "newt orca oryx otter owl ox panda perch pig pony pug puma pup quail ram rat raven ray robin seal shad shark sheep shrew shrimp skunk sloth slug snail snake sole squid stag stork swan swift " +
        "tapir tern tick tiger toad trout tuna vole wasp whale wolf wombat worm wren yak zebra badger beaver bison cobra condor coral falcon ferret gopher jackal jaguar marten osprey parrot pigeon rabbit raptor salmon spider toucan turkey turtle walrus weasel wildcat");

    public static readonly string[] Adjectives = Words(
        "able alert ample apt awake aware bold brave brief bright brisk calm careful central cheerful civil clean clear clever close comic cool crisp cute dear deep direct eager early easy electric elegant epic equal exact fair famous " +
        "fast fine firm fit fleet fluent fond frank free fresh fun gentle giving glad golden good grand great growing guiding handy happy hardy helped honest huge humane ideal immune intent keen kind known large lasting learning legible light liked live logical loved loyal lucky " +
        "magical major mature merry mighty mint modest moral moving natural neat next nice noble normal noted novel open pet picked pleased poetic polite premium prime proper proud pure quick quiet rapid rare ready real regular relaxed rich robust " +
        "sacred safe saved secure sharp simple sincere smart smooth social solid sound special stable star steady sterling strong stunning subtle sunny super sure sweet teaching tender thankful tidy top touched tough true trusty unique up useful usable valid vast vital warm welcome well whole willing winning wired wise worthy");

    public static readonly string[] Adverbs = Words(
        "abruptly actually allegedly always amply apparently aptly badly barely basely blatantly blindly briefly brightly broadly calmly centrally certainly cheaply cleanly clearly closely commonly completely constantly conversely correctly daily deadly deeply directly duly " +
        "eagerly early easily eminently endlessly enough entirely equally especially evenly evidently exactly explicitly externally extremely factually fairly finally firmly firstly forcibly formally formerly freely frequently friendly fully generally gently genuinely ghastly gladly globally gradually gratefully greatly grossly happily hardly heartily heavily highly " +
        "honestly hopefully hugely humbly ideally illegally implicitly indirectly infinitely informally inherently initially instantly intensely internally jointly jolly kindly largely lately legally lightly likely literally lively locally logically loosely loudly lovely luckily mainly manually marginally mentally merely mildly miserably mistakenly moderately monthly morally " +
        "mostly multiply mutually namely nationally naturally nearly neatly needlessly newly nicely nominally normally notably noticeably obviously oddly officially only openly optionally overly painfully partially partly perfectly personally physically plainly pleasantly poorly possibly precisely preferably presently presumably previously primarily privately probably promptly properly publicly purely quickly quietly radically randomly rapidly rarely rationally readily really reasonably recently regularly reliably remarkably remotely repeatedly rightly roughly routinely sadly safely scarcely secondly secretly seemingly sensibly separately seriously severely sharply shortly similarly simply sincerely singularly slightly slowly smoothly socially solely specially steadily strangely strictly strongly subtly suddenly suitably supposedly surely terminally terribly thankfully thoroughly tightly totally trivially truly typically ultimately unduly uniformly uniquely unlikely urgently usefully usually utterly vaguely vastly verbally vertically vigorously violently virtually visually weekly wholly widely wildly willingly wrongly yearly");

    private static string[] Words(string words) => words.Split(' ');
}
