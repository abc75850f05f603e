using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Callbacks;

/// <summary>What went wrong, in fewer words than the peer's: a report says where by itself, and a reason once is enough.</summary>
internal static class FailureWords
{
    private const string UndefinedOption = "The task includes an option with an undefined variable. ";
    private const string Undefined = "AnsibleUndefinedVariable: ";
    private const string Reason = "The error was: ";
    private const string InCondition = "error while evaluating conditional (";

    public static string Of(string message)
    {
        message = PlaceText.Without(message);
        if (message.StartsWith(Undefined, StringComparison.Ordinal)) return Once(message[Undefined.Length..]);
        var at = message.IndexOf(Reason, StringComparison.Ordinal);
        if (at < 0) return message;
        var (what, why) = (message[..at], Once(message[(at + Reason.Length)..]));
        if (what == UndefinedOption) return why;
        // The condition stands before it.
        if (why.StartsWith(InCondition, StringComparison.Ordinal) && why.IndexOf("): ", StringComparison.Ordinal) is > 0 and var end) why = Once(why[(end + 3)..]);
        return $"{what.TrimEnd().TrimEnd('.')}: {why}";
    }

    /// <summary>The peer says some reasons twice: that of the variable, and that of what it is part of.</summary>
    private static string Once(string why)
    {
        var half = (why.Length - 2) / 2;
        return why.Length > 2 && why.Length % 2 == 0 && why.AsSpan(half, 2) is ". " && why.AsSpan(0, half).SequenceEqual(why.AsSpan(half + 2)) ? why[..half] : why;
    }
}
