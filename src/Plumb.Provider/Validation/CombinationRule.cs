using System.Globalization;
using Plumb.Core.Values;

namespace Plumb.Provider.Validation;

internal enum Combination
{
    Conflict,
    Together,
    ExactlyOne,
    AtLeastOne,
}

/// <summary>Which attributes may or must be set together. An unknown one may turn out to be null, which leaves the question open.</summary>
internal sealed class CombinationRule(IReadOnlyList<string> others, Combination combination) : Validator
{
    public override bool SeesNull => true;

    public override void Check(AttributeCheck check)
    {
        switch (combination)
        {
            case Combination.Conflict:
                foreach (var other in others)
                    if (IsSet(check.Value) && IsSet(check.Parent[other])) Refuse(check, $"Attribute \"{other}\" cannot be specified when \"{check.Name}\" is specified.");
                break;
            case Combination.Together:
                foreach (var other in others)
                    if (IsSet(check.Value) && IsLeftOut(check.Parent[other])) Refuse(check, $"Attribute \"{other}\" must be specified when \"{check.Name}\" is specified.");
                break;
            default:
                CheckCount(check);
                break;
        }
    }

    private void CheckCount(AttributeCheck check)
    {
        var (set, open) = (IsSet(check.Value) ? 1 : 0, false);
        foreach (var other in others)
        {
            if (IsSet(check.Parent[other])) set++;
            else if (!IsLeftOut(check.Parent[other])) open = true;
        }
        var all = string.Join(", ", others.Prepend(check.Name).Distinct());
        if (set == 0 && !open)
            Refuse(check, $"No attribute specified when {(combination == Combination.ExactlyOne ? "one (and only one)" : "at least one")} of {all} is required.");
        else if (set > 1 && combination == Combination.ExactlyOne)
            Refuse(check, string.Create(CultureInfo.InvariantCulture, $"{set} attributes specified when one (and only one) of {all} is required."));
    }

    private static void Refuse(AttributeCheck check, string detail) => check.Refuse("Invalid Attribute Combination", detail);

    private static bool IsSet(Value? value) => value is not null and not NullValue and not UnknownValue and not SequenceValue { Count: 0 };

    private static bool IsLeftOut(Value? value) => value is null or NullValue or SequenceValue { Count: 0 };
}
