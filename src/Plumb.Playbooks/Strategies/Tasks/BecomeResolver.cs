using Plumb.Jinja.Values;
using Plumb.Operations.Model;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Finds whom a task becomes, and how.</summary>
internal sealed class BecomeResolver(BecomeDefaults defaults)
{
    /// <summary>The request, or null for a task that stays who is connected. Variables are those of the host that is connected to.</summary>
    public BecomeRequest? Resolve(TaskScope connected, TaskScope scope)
    {
        var keywords = scope.Task.Scope;
        var wanted = connected.Variable("ansible_become") is { } variable
            ? KeywordValues.Boolean(variable) ?? PyValues.Truth(variable)
            : KeywordValues.Boolean(scope, keywords.Nearest("become"), "become", defaults.Become);
        if (!wanted) return null;
        var method = Find("become_method") ?? defaults.Method;
        return new BecomeRequest(method, Find("become_user") ?? (defaults.User.Length > 0 ? defaults.User : "root"))
        {
            Executable = Find("become_exe") ?? defaults.Executable,
            Flags = Find("become_flags") ?? defaults.Flags,
            Password = Text("ansible_become_password") ?? Text("ansible_become_pass") ?? Text($"ansible_{method}_pass") ?? Text($"ansible_{method}_password") ?? defaults.Password,
        };

        string? Text(string name) => connected.Variable(name) is { } value ? PyText.Str(value) : null;
        string? Find(string name) => Text("ansible_" + name) ?? KeywordValues.Text(scope, keywords.Nearest(name), name);
    }
}
