using System.Collections.Concurrent;
using Plumb.Jinja.Values;
using Plumb.Operations.Model;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>Become plugins in Python that people wrote: they say by which line of the shell another user is become; the host does the rest.</summary>
internal sealed class PluginBecome(UserPlugins plugins)
{
    /// <summary>What this program does itself, under the short names and where collections have it.</summary>
    private static readonly string[] Native = ["sudo", "su", "doas", "dzdo", "community.general.doas", "community.general.dzdo"];

    /// <summary>One line for each way, so that a host's session is found again by it.</summary>
    private readonly ConcurrentDictionary<(string Host, BecomeRequest Request), BecomeLine> _lines = new();

    /// <summary>The request with the line of its plugin, where it is one that is not known otherwise.</summary>
    public BecomeRequest Completed(BecomeRequest request, TaskScope connected)
    {
        var isNative = Native.Contains(request.Method);
        if (isNative ? request.Method.Contains('.', StringComparison.Ordinal) || plugins.Folders.FileOf(PluginKind.Become, request.Method) is null : !plugins.Folders.MayHaveFile(PluginKind.Become, request.Method, isNative: false))
            return request with { Method = isNative ? request.Method.Split('.')[^1] : request.Method };
        return request with { Line = _lines.GetOrAdd((connected.Host, request), _ => Line(request, connected)) };
    }

    public static PyDict Describe(BecomeRequest request) => new()
    {
        ["method"] = request.Method,
        ["user"] = request.User,
        ["exe"] = request.Executable,
        ["flags"] = request.Flags,
        ["password"] = request.Password,
    };

    private BecomeLine Line(BecomeRequest request, TaskScope connected)
    {
        var script = $"/var/tmp/plumb-become-{Guid.NewGuid():N}";
        var call = new PythonCall(plugins)
        {
            IsWritten = _ => false,
            Render = (value, variables) => connected.Templar.Render(value, new TemplateVariables(connected.Templar, variables)),
        };
        try
        {
            var made = plugins.Call("become_line", [Describe(request), connected.Raw, $"/bin/sh {script}", connected.Variable("ansible_shell_type")], call) as PyDict ?? new PyDict();
            var prompt = made.TryGet("prompt", out var text) && text is string { Length: > 0 } words ? words : null;
            return new BecomeLine(made.TryGet("line", out var line) ? PyText.Str(line) : "", script, prompt, made.TryGet("terminal", out var terminal) && PyValues.Truth(terminal));
        }
        catch (PythonFault fault)
        {
            throw new TaskFailure(fault.Message);
        }
    }
}
