using System.Text.RegularExpressions;

namespace Plumb.Jinja;

/// <summary>Turns the runtime's own warnings, that the stack is nearly used up or a pattern takes too long, into faults of the template.</summary>
internal static class StackGuard
{
    public static T Run<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (RegexMatchTimeoutException)
        {
            throw JinjaException.Runtime("looking for addresses in a text took too long");
        }
        catch (InsufficientExecutionStackException)
        {
            throw JinjaException.Recursion();
        }
    }
}
