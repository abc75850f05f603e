namespace Plumb.Providers.Random;

/// <summary>The words that names of pets consist of: short, friendly and lower-case.</summary>
internal static class PetWords
{
    public static IReadOnlyList<string> Adverbs { get; } = Split("""
        amply barely blithely boldly bravely briefly brightly calmly cheerily clearly cleverly closely dearly deeply duly
        eagerly early easily evenly fairly fondly freely freshly fully gently gladly grandly greatly happily hardly highly
        honestly jointly justly keenly kindly largely lately lightly likely lively loosely loudly lovingly mainly mildly
        mostly mutually namely nearly neatly nicely nobly notably openly partly plainly promptly properly purely quickly
        quietly rarely readily really richly rightly safely shortly silently simply slowly smartly smoothly softly solely
        soundly steadily strongly subtly surely sweetly swiftly tenderly tidily truly usually vastly warmly wholly widely wisely
        """);

    public static IReadOnlyList<string> Adjectives { get; } = Split("""
        able active agile airy alert amber ample amused apt artful astute autumn awake balmy bold brave breezy bright brisk
        bronze calm candid careful casual cheerful chief civil clean clear clever cobalt coral cosmic cosy crisp curious
        daring dear deep devoted dreamy eager early earnest easy elegant epic equal exact fair famous fancy fast fearless
        fine firm fleet fluent fond frank free fresh friendly full funny gallant gentle giant gifted giving glad golden good
        graceful grand grateful great green handy happy hardy hearty helpful heroic honest humble ideal immense ivory
        jolly joyful just keen kind large lasting light literate lively loving loyal lucid lucky lunar major mellow merry mighty
        mint modest moral mossy musical native neat nice nimble noble normal novel olive open patient peaceful playful
        polite proper proud quick quiet rapid ready regal rested rich robust rosy sacred safe scarlet secure serene sharp
        shining silent silver simple sincere skilled smart smiling snug social solar solid sound spring square stable steady
        still strong sturdy subtle summer sunny super sure sweet swift tidy tender tough tranquil trusty upbeat useful
        valid vast viable violet vital vivid warm wealthy welcome whole wild willing winter wise witty worthy young zesty
        """);

    public static IReadOnlyList<string> Animals { get; } = Split("""
        adder albatross alpaca ant anteater antelope ape aphid badger barnacle bass bat beagle bear beaver bee beetle bison
        boa boar bobcat buck buffalo bug bull bunny burro buzzard camel canary caribou cat catfish chamois cheetah chicken
        chipmunk cicada clam cobra cod collie colt condor cougar cow coyote crab crane crayfish cricket crow cub dassie deer
        dingo dodo dog dolphin donkey dove drake duck duckling eagle earwig egret elephant elk emu ewe falcon fawn ferret
        finch firefly fish flamingo flea fly foal fowl fox frog gazelle gecko gelding gerbil gibbon giraffe glider gnat gnu
        goat goldfish goose gopher gorilla grizzly grouse grub gull guppy haddock hamster hare hawk hedgehog hen heron
        herring hippo hog hornet horse hound husky hyena ibex ibis iguana impala insect jackal jaguar jay jennet kangaroo
        katydid kid kingfisher kite kitten kiwi koala koi lab lacewing ladybird lamb lark lemming lemur leopard lion lizard
        llama lobster locust loon lynx macaw mackerel magpie mako mallard mammoth manatee mantis marlin marmot marten martin
        mastiff minnow mite mole mongoose monkey moose moth mouse mule mullet muskox muskrat narwhal newt ocelot octopus okapi
        opossum orca oriole oryx osprey ostrich otter owl ox oyster panda panther parakeet parrot peacock pelican penguin
        perch pheasant phoenix pig pigeon pika pipefish pony poodle porpoise possum prawn puffin pug puma python quagga
        quail rabbit raccoon ram raptor raven ray redfish reindeer rhino robin rooster sailfish salmon sawfish scorpion
        seagull seahorse seal shark sheep shepherd shiner shrew shrimp skink skylark sloth slug snail snake snapper snipe
        sparrow spider sponge squid squirrel stag stallion starfish starling stingray stork stud sturgeon sunbeam sunfish
        swan swift tadpole tahr tapir teal termite tern terrapin terrier tetra thrush tick tiger titmouse toad tortoise
        toucan treefrog trout tuna turkey turtle urchin vervet viper vulture wallaby walleye walrus warbler warthog wasp
        weasel weevil whale whippet wildcat wolf wombat woodcock worm wren yak zebra zebu
        """);

    private static string[] Split(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
