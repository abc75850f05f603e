using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Actions;

/// <summary>Refuses arguments that an action does not have.</summary>
internal static class ArgumentCheck
{
    public static void OnlyKnown(ActionContext context, params ReadOnlySpan<string> known)
    {
        var unknown = new List<string>();
        foreach (var key in context.Arguments.Keys)
        {
            var name = PyText.Str(key);
            if (!known.Contains(name)) unknown.Add(name);
        }
        if (unknown.Count > 0) throw new TaskFailure($"Invalid options for {context.Task.Config.Action}: {string.Join(",", unknown)}");
    }
}
