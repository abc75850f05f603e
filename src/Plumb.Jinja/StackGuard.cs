namespace Plumb.Jinja;

/// <summary>Turns the runtime's warning that the stack is nearly used up into the fault that Python has for it.</summary>
internal static class StackGuard
{
    public static T Run<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (InsufficientExecutionStackException)
        {
            throw JinjaException.Recursion();
        }
    }
}
