using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary>
/// What <c>random_string</c> and <c>random_password</c> have in common: random characters of chosen classes. Earlier schema
/// versions had "number" for "numeric" and, after an import, nulls where defaults belong; both are mended when a state is read.
/// </summary>
public abstract class TextResource : RandomResource
{
    private static readonly string[] Classes = ["special", "upper", "lower", "numeric"];
    private static readonly string[] Minima = ["min_special", "min_upper", "min_lower", "min_numeric"];

    internal static IReadOnlyList<AttributeSchema> Choices { get; } =
    [
        Keepers,
        Arguments.Required("length", DataType.Number, "How many characters to draw; at least the sum of the minima."),
        Arguments.Defaulted("special", DataType.Bool, "Draw from special characters."),
        Arguments.Defaulted("upper", DataType.Bool, "Draw from upper-case letters."),
        Arguments.Defaulted("lower", DataType.Bool, "Draw from lower-case letters."),
        Arguments.Defaulted("number", DataType.Bool, "The former name of numeric.") with { DeprecationMessage = "Use numeric instead." },
        Arguments.Defaulted("numeric", DataType.Bool, "Draw from digits."),
        Arguments.Defaulted("min_numeric", DataType.Number, "At least so many digits."),
        Arguments.Defaulted("min_upper", DataType.Number, "At least so many upper-case letters."),
        Arguments.Defaulted("min_lower", DataType.Number, "At least so many lower-case letters."),
        Arguments.Defaulted("min_special", DataType.Number, "At least so many special characters."),
        Arguments.Optional("override_special", DataType.String, "The special characters to draw from."),
    ];

    private protected override IEnumerable<ProviderDiagnostic> Check(ObjectValue config) => CheckText(config);

    internal static IReadOnlyList<ProviderDiagnostic> CheckText(ObjectValue config) =>
        [.. CheckAtLeastOne(config, "length"), .. CheckMinima(config), .. CheckClasses(config)];

    protected override Value? DefaultOf(string name, ObjectValue config) => Preset(name, config);

    /// <summary>What an argument is that is left out; null where that is nothing.</summary>
    internal static Value? Preset(string name, ObjectValue config) => name switch
    {
        "number" when config.IsSet("numeric") => config["numeric"],
        "numeric" when config.IsSet("number") => config["number"],
        "number" or "special" or "upper" or "lower" or "numeric" => Value.True,
        _ when Minima.Contains(name) => Value.Number(0),
        _ => null,
    };

    // A state written by early versions holds an empty text where nothing was configured.
    protected override bool IsChange(string name, Value before, Value after) =>
        !(name == "override_special" && after is NullValue && before is StringValue { Text: "" }) && base.IsChange(name, before, after);

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation)
    {
        if (RandomText.Draw(Rules(call.Planned), new RandomSource(null)) is { } text) return new(new ApplyResponse(WithResult(call.Planned, text)));
        return new(new ApplyResponse(NoObject) { Diagnostics = [NothingToDraw] });
    }

    internal static ProviderDiagnostic NothingToDraw { get; } =
        ProviderDiagnostic.Error("Random Read Error", "There are no characters to draw from: every class of characters is switched off or empty.");

    /// <summary>By the text itself, as if it had been drawn with the default arguments.</summary>
    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation)
    {
        var response = Imported(("result", Value.String(call.Id)), ("length", Value.Number(Characters(call.Id))));
        return new(new ImportResponse([.. response.Resources.Select(r => r with { State = WithResult(WithDefaults((ObjectValue)r.State), call.Id) })]));
    }

    public override async ValueTask<UpgradeResponse> UpgradeAsync(UpgradeCall call, CancellationToken cancellation)
    {
        var stored = await base.UpgradeAsync(call, cancellation).ConfigureAwait(false);
        if (call.Version >= Schema.Version || stored.Value is not ObjectValue value) return stored;
        var result = value.TextOf("result") ?? "";
        if (!value.IsSet("length")) value = value.With("length", Value.Number(Characters(result)));
        return stored with { Value = Mended(WithDefaults(value), result) };
    }

    /// <summary>The object with what follows from the text drawn.</summary>
    private protected abstract ObjectValue WithResult(ObjectValue value, string text);

    /// <summary>A stored object of an earlier version with what that version lacked.</summary>
    private protected virtual ObjectValue Mended(ObjectValue value, string text) => value;

    private ObjectValue WithDefaults(ObjectValue value)
    {
        var stored = value;
        foreach (var attribute in Choices)
            if (!stored.IsSet(attribute.Name) && DefaultOf(attribute.Name, stored) is { } preset) value = value.With(attribute.Name, preset);
        return value;
    }

    internal static TextRules Rules(ObjectValue value) => new(value.WholeNumberOf("length") ?? 0,
    [
        new(value.FlagOf("special") ?? true, value.WholeNumberOf("min_special") ?? 0,
            value.TextOf("override_special") is { Length: > 0 } own ? own : RandomText.Special),
        new(value.FlagOf("upper") ?? true, value.WholeNumberOf("min_upper") ?? 0, RandomText.Upper),
        new(value.FlagOf("lower") ?? true, value.WholeNumberOf("min_lower") ?? 0, RandomText.Lower),
        new(value.FlagOf("numeric") ?? true, value.WholeNumberOf("min_numeric") ?? 0, RandomText.Digits),
    ]);

    /// <summary>A pair of surrogates is one character.</summary>
    private static int Characters(string text) => text.EnumerateRunes().Count();

    private static IEnumerable<ProviderDiagnostic> CheckMinima(ObjectValue config)
    {
        var sum = Minima.Sum(name => Math.Clamp(config.WholeNumberOf(name) ?? 0, 0, int.MaxValue));
        if (config.WholeNumberOf("length") is { } length && length < sum)
            yield return Invalid("length", $"Attribute length value must be at least sum of {string.Join(" + ", Minima)}, which is {sum}, got: {length}.");
    }

    private static IEnumerable<ProviderDiagnostic> CheckClasses(ObjectValue config)
    {
        if (config.FlagOf("number") is { } number && config.FlagOf("numeric") is { } numeric && number != numeric)
            yield return ProviderDiagnostic.Error("Number and Numeric Configuration", "Number and numeric are two names of one argument and are configured with different values. Remove number.", ValuePath.Root.Attribute("number"));
        var digits = config.FlagOf("numeric") ?? config.FlagOf("number");
        if (digits is false && Classes.Where(name => name != "numeric").All(name => config.FlagOf(name) is false))
            yield return ProviderDiagnostic.Error("Invalid Attribute Combination", $"At least one attribute out of {string.Join(", ", Classes)} must be true, or there is nothing to draw from.");
    }
}
