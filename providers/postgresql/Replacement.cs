using Plumb.Core.Values;
using Plumb.Provider.Behaviors;

namespace Plumb.Provider.Postgresql;

/// <summary>
/// Another value makes another object, unless it leaves the choice to the server ("" or "DEFAULT"): what was chosen when the
/// object was made is a choice of the server's, and no reason to lose a database.
/// </summary>
internal sealed class ReplaceUnlessLeftOpen : IPlanModifier
{
    public void Modify(ref AttributePlan plan)
    {
        if (plan.IsNewObject || plan.Prior is not { } prior || prior.Equals(plan.Planned)) return;
        if (plan.Planned is StringValue { Text: var text } && (text.Length == 0 || text.Equals("DEFAULT", StringComparison.OrdinalIgnoreCase))) return;
        plan.RequiresReplace = true;
    }
}

/// <summary>The same for encodings, which have several spellings: PostgreSQL looks at letters and digits alone.</summary>
internal sealed class ReplaceForOtherEncoding : IPlanModifier
{
    private readonly ReplaceUnlessLeftOpen _others = new();

    public void Modify(ref AttributePlan plan)
    {
        if (plan.Prior is StringValue prior && plan.Planned is StringValue planned && Letters(prior.Text) == Letters(planned.Text)) return;
        _others.Modify(ref plan);
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}

/// <summary>Another value makes another object, but null, an empty text and an empty set are all the same nothing, whichever a state has.</summary>
internal sealed class ReplaceUnlessBothEmpty : IPlanModifier
{
    public void Modify(ref AttributePlan plan)
    {
        if (plan.IsNewObject || plan.Prior is not { } prior || prior.Equals(plan.Planned) || (IsEmpty(prior) && IsEmpty(plan.Planned))) return;
        plan.RequiresReplace = true;
    }

    private static bool IsEmpty(Value value) => value is NullValue or StringValue { Text.Length: 0 } or SequenceValue { Count: 0 };
}
