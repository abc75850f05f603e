using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_pet</c>: the name of an animal, with an adjective and adverbs before it as far as the length asks for them.</summary>
public sealed class RandomPet : RandomResource
{
    private const int DefaultLength = 2;

    public override string Type => "random_pet";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Draws a name of a few words.",
        Attributes =
        [
            Keepers,
            Arguments.Defaulted("length", DataType.Number, "How many words to draw; 2 where it is not set."),
            Arguments.Optional("prefix", DataType.String, "Text put before the name."),
            Arguments.Defaulted("separator", DataType.String, "Text between words; a hyphen where it is not set."),
            Arguments.Computed("id", DataType.String, "The name."),
        ],
    })
    { IsStateOnly = true };

    protected override Value? DefaultOf(string name, ObjectValue config) => name switch
    {
        "length" => Value.Number(DefaultLength),
        "separator" => Value.String("-"),
        _ => null,
    };

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        var planned = call.Planned;
        var separator = planned.TextOf("separator") ?? "-";
        var name = string.Join(separator, Words(planned.WholeNumberOf("length") ?? DefaultLength));
        var prefix = planned.TextOf("prefix");
        return new(new ApplyResponse(planned.With("id", Value.String(string.IsNullOrEmpty(prefix) ? name : prefix + separator + name))));
    }

    private static IEnumerable<string> Words(long length)
    {
        var source = new RandomSource(null);
        for (var i = 2; i < length; i++) yield return PetWords.Adverbs[source.Below(PetWords.Adverbs.Count)];
        if (length != 1) yield return PetWords.Adjectives[source.Below(PetWords.Adjectives.Count)];
        yield return PetWords.Animals[source.Below(PetWords.Animals.Count)];
    }
}
