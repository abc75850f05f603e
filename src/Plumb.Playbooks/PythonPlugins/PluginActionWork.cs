using System.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>What an action in Python has the controller do on the host of its task.</summary>
internal sealed class PluginActionWork(ActionContext context, ActionSearch search, IReadOnlyList<string> collections)
{
    /// <summary>Modules that take a file which the controller has sent before, and must not look for it at the controller.</summary>
    private static readonly string[] OfSentFiles = ["copy", "unarchive", "assemble"];

    public async ValueTask<object?> AnswerAsync(string what, IReadOnlyList<object?> asked, CancellationToken cancellation) => what switch
    {
        "execute_module" => await ExecuteModuleAsync(Text(asked, 0), Dictionary(asked, 1), With(asked, 2), cancellation).ConfigureAwait(false),
        "run_action" => await RunActionAsync(Text(asked, 0), With(asked, 2) with { Arguments = Dictionary(asked, 1) }, cancellation).ConfigureAwait(false),
        "has_action" => PyBoolean.Box(search.Find(Text(asked, 0), collections) is not (null or PluginAction)),
        "command" => await CommandAsync(asked, cancellation).ConfigureAwait(false),
        "put" => await PutAsync(await File.ReadAllBytesAsync(Text(asked, 0), cancellation).ConfigureAwait(false), Text(asked, 1), cancellation).ConfigureAwait(false),
        "put_data" => await PutAsync(asked[0] is PyBytes bytes ? bytes.ToArray() : Encoding.UTF8.GetBytes(Text(asked, 0)), Text(asked, 1), cancellation).ConfigureAwait(false),
        "fetch" => await FetchAsync(Text(asked, 0), Text(asked, 1), cancellation).ConfigureAwait(false),
        "make_tmp" => Checked(await OperateAsync("tempfile", new PyDict { ["state"] = "directory", ["prefix"] = "ansible-tmp-" }, cancellation).ConfigureAwait(false))["path"],
        "remove_tmp" => await OperateAsync("file", new PyDict { ["path"] = Text(asked, 0), ["state"] = "absent" }, cancellation).ConfigureAwait(false),
        "option" => ConnectionOption(Text(asked, 0)),
        "reset" => await ResetAsync().ConfigureAwait(false),
        _ => throw new PythonFault("ansible.errors.AnsibleError", "error", $"an action cannot ask for {what}"),
    };

    private async ValueTask<PyDict> ExecuteModuleAsync(string name, PyDict arguments, ActionContext with, CancellationToken cancellation)
    {
        with = with with { Arguments = arguments };
        var found = search.FindModule(name, collections) ?? throw new PythonFault("ansible.errors.AnsibleError", "error", $"The module {name} was not found in configured module paths");
        if (found is OperationAction or ModuleAction) return await found.RunAsync(with, cancellation).ConfigureAwait(false);
        var plain = ActionNames.Short(name);
        if (!OfSentFiles.Contains(plain)) return await found.RunAsync(with, cancellation).ConfigureAwait(false);
        var sent = arguments.Copy();
        sent["remote_src"] = true;
        return await with.OperateAsync(plain, sent, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<PyDict> RunActionAsync(string name, ActionContext with, CancellationToken cancellation) =>
        await (search.Find(name, collections) ?? throw new PythonFault("ansible.errors.AnsibleError", "error", $"couldn't resolve module/action '{name}'.")).RunAsync(with, cancellation).ConfigureAwait(false);

    private async ValueTask<PyDict> CommandAsync(IReadOnlyList<object?> asked, CancellationToken cancellation)
    {
        var arguments = new PyDict { ["_raw_params"] = Text(asked, 0), ["_uses_shell"] = true, ["strip_empty_ends"] = false };
        if (asked[1] is { } input)
        {
            arguments["stdin"] = PyText.Str(input);
            arguments["stdin_add_newline"] = false;
        }
        if (asked[2] is { } shell) arguments["executable"] = PyText.Str(shell);
        if (asked[3] is { } folder) arguments["chdir"] = PyText.Str(folder);
        var isOwn = asked[4] is false;
        var values = await OperateAsync("command", arguments, cancellation, isOwn).ConfigureAwait(false);
        // What could not be started has no exit code.
        return new PyDict
        {
            ["rc"] = values.TryGet("rc", out var code) && code is not null ? code : 1L,
            ["stdout"] = ResultValues.Text(values, "stdout") ?? "",
            ["stderr"] = ResultValues.Text(values, "stderr") is { Length: > 0 } errors ? errors : values.ContainsKey("stdout") ? "" : ResultValues.Text(values, "msg") ?? "",
        };
    }

    private async ValueTask<object?> PutAsync(byte[] content, string path, CancellationToken cancellation)
    {
        var arguments = new PyDict { ["dest"] = path, ["_original_basename"] = Path.GetFileName(path) };
        Checked(await Plain().OperateAsync("copy", arguments, [ControllerFile.Of(content, Path.GetFileName(path))], null, cancellation).ConfigureAwait(false));
        return path;
    }

    private async ValueTask<object?> FetchAsync(string source, string target, CancellationToken cancellation)
    {
        var values = Checked(await OperateAsync("slurp", new PyDict { ["src"] = source }, cancellation).ConfigureAwait(false));
        await File.WriteAllBytesAsync(target, Convert.FromBase64String(ResultValues.Text(values, "content") ?? ""), cancellation).ConfigureAwait(false);
        return null;
    }

    /// <summary>What is known of the connection: it is told only to a plugin that asks.</summary>
    private object? ConnectionOption(string name) => name switch
    {
        "remote_password" or "password" => Connected("ansible_password") ?? Connected("ansible_ssh_pass") ?? context.Services.Settings.Connection.Password,
        "private_key_file" => Connected("ansible_ssh_private_key_file") ?? Connected("ansible_private_key_file") ?? context.Services.Settings.Connection.PrivateKeyFile,
        _ => Connected($"ansible_{context.ConnectionName}_{name}"),
    };

    private object? Connected(string name) => context.Connected.Variable(name);

    private async ValueTask<object?> ResetAsync()
    {
        await context.ResetConnection().ConfigureAwait(false);
        return null;
    }

    private ValueTask<PyDict> OperateAsync(string operation, PyDict arguments, CancellationToken cancellation, bool asOwnUser = false) => Plain(asOwnUser).OperateAsync(operation, arguments, cancellation);

    /// <summary>What plugins do by their own hands is done in a check too: only they know what a check is for them.</summary>
    private ActionContext Plain(bool asOwnUser = false) =>
        context with { Background = null, Settings = context.Settings with { Check = false, Diff = false, Become = asOwnUser ? null : context.Settings.Become } };

    private ActionContext With(IReadOnlyList<object?> asked, int index)
    {
        var ways = Dictionary(asked, index);
        return context with { Settings = context.Settings with { Check = ResultValues.IsSet(ways, "check"), Diff = ResultValues.IsSet(ways, "diff") } };
    }

    private static PyDict Checked(PyDict values) =>
        ResultValues.IsSet(values, "failed") ? throw new PythonFault("ansible.errors.AnsibleError", "error", ResultValues.Text(values, "msg") ?? "the host refused") : values;

    private static string Text(IReadOnlyList<object?> asked, int index) => PyText.Str(asked[index]);

    private static PyDict Dictionary(IReadOnlyList<object?> asked, int index) => asked[index] as PyDict ?? new PyDict();
}
