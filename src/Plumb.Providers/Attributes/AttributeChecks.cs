using System.Globalization;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Attributes;

/// <summary>
/// What the official providers check about single arguments and about arguments that depend on each other. What is unknown
/// yet passes; the summaries are those that plugins of the common framework give.
/// </summary>
internal static class AttributeChecks
{
    public const string InvalidCombination = "Invalid Attribute Combination";
    public const string InvalidValue = "Invalid Attribute Value";

    extension(ObjectValue config)
    {
        public IEnumerable<ProviderDiagnostic> OneOf(string name, params IReadOnlyList<string> values)
        {
            if (config.TextOf(name) is { } text && !values.Contains(text))
                yield return ProviderDiagnostic.Error("Invalid Attribute Value Match", $"Attribute {name} must be one of {Listed(values)}; it is \"{text}\".", ValuePath.Root.Attribute(name));
        }

        public IEnumerable<ProviderDiagnostic> AtLeast(string name, long least)
        {
            if (config[name] is NumberValue { Number: var number } && number < Core.Numerics.Number.FromInt64(least))
                yield return ProviderDiagnostic.Error(InvalidValue,
                    string.Create(CultureInfo.InvariantCulture, $"Attribute {name} value must be at least {least}, got: {number}."), ValuePath.Root.Attribute(name));
        }

        public IEnumerable<ProviderDiagnostic> NotEmpty(string name)
        {
            if (config.TextOf(name) is "")
                yield return ProviderDiagnostic.Error("Invalid Attribute Value Length", $"Attribute {name} string length must be at least 1; it is empty.", ValuePath.Root.Attribute(name));
        }

        /// <summary>No element of a list of texts is empty.</summary>
        public IEnumerable<ProviderDiagnostic> NoEmptyElements(string name) => config.Elements(name)
            .Where(e => e.Text is "")
            .Select(e => ProviderDiagnostic.Error("Invalid Attribute Value Length", $"An element of {name} is empty; each must have at least one character.", e.Path));

        public IEnumerable<ProviderDiagnostic> ElementsOneOf(string name, IReadOnlyList<string> values) => config.Elements(name)
            .Where(e => e.Text is { } text && !values.Contains(text))
            .Select(e => ProviderDiagnostic.Error("Invalid Attribute Value Match", $"Each element of {name} must be one of {Listed(values)}; one is \"{e.Text}\".", e.Path));

        /// <summary>The protocol has one kind of number; these providers count.</summary>
        public IEnumerable<ProviderDiagnostic> WholeNumbers(BlockSchema schema) => schema.Attributes
            .Where(a => a.Type == DataType.Number && config[a.Name] is NumberValue number && !number.Number.TryGetInt64(out _))
            .Select(a => ProviderDiagnostic.Error("Value Conversion Error", $"Attribute {a.Name} counts something and must be a whole number of at most 64 bits.", ValuePath.Root.Attribute(a.Name)));

        /// <summary>Warns of what is to go: the whole, and arguments that are set.</summary>
        public IEnumerable<ProviderDiagnostic> Deprecations(BlockSchema schema) =>
        [
            .. schema.DeprecationMessage is { } whole ? [ProviderDiagnostic.Warning("Deprecated", whole)] : (ProviderDiagnostic[])[],
            .. schema.Attributes.Where(a => a.DeprecationMessage is not null && config.IsSet(a.Name))
                .Select(a => ProviderDiagnostic.Warning("Attribute Deprecated", a.DeprecationMessage ?? "", ValuePath.Root.Attribute(a.Name))),
        ];

        public IEnumerable<ProviderDiagnostic> Conflicts(string name, params IReadOnlyList<string> others) => others
            .Where(other => config.IsGiven(name) && config.IsGiven(other))
            .Select(other => ProviderDiagnostic.Error(InvalidCombination, $"Attribute \"{other}\" cannot be specified when \"{name}\" is specified.", ValuePath.Root.Attribute(name)));

        public IEnumerable<ProviderDiagnostic> Requires(string name, string other)
        {
            if (config.IsGiven(name) && config[other] is NullValue or null)
                yield return ProviderDiagnostic.Error(InvalidCombination, $"Attribute \"{other}\" must be specified when \"{name}\" is specified.", ValuePath.Root.Attribute(name));
        }

        public IEnumerable<ProviderDiagnostic> ExactlyOneOf(params IReadOnlyList<string> names)
        {
            var given = names.Count(config.IsGiven);
            if (given > 1)
                yield return ProviderDiagnostic.Error(InvalidCombination,
                    string.Create(CultureInfo.InvariantCulture, $"{given} attributes specified when one (and only one) of {Listed(names)} is required."), ValuePath.Root.Attribute(names[0]));
            else if (given == 0 && names.All(config.IsAbsent))
                yield return ProviderDiagnostic.Error(InvalidCombination, $"No attribute specified when one (and only one) of {Listed(names)} is required.", ValuePath.Root.Attribute(names[0]));
        }

        public IEnumerable<ProviderDiagnostic> AtLeastOneOf(params IReadOnlyList<string> names)
        {
            if (names.All(config.IsAbsent))
                yield return ProviderDiagnostic.Error("Missing Attribute Configuration", $"At least one of these attributes must be configured: [{string.Join(',', names)}]. None of them is.");
        }

        /// <summary>Known and not null; a collection of blocks is given where it has any.</summary>
        public bool IsGiven(string name) => config[name] is { IsNull: false, IsKnown: true } and not SequenceValue { Type: SetType { Element: ObjectType } or ListType { Element: ObjectType }, Count: 0 };

        private bool IsAbsent(string name) => !config.IsGiven(name) && config[name] is not { IsKnown: false };

        private IEnumerable<(string? Text, ValuePath Path)> Elements(string name) => config[name] is ListValue list
            ? list.Elements.Select((e, i) => ((e as StringValue)?.Text, ValuePath.Root.Attribute(name).Index(Value.Number(i))))
            : [];
    }

    private static string Listed(IEnumerable<string> names) => $"[{string.Join(' ', names.Select(n => $"\"{n}\""))}]";
}
