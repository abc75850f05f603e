using System.Globalization;
using Plumb.Jinja.Values;
using Plumb.Operations.Model;
using Plumb.Operations.Running;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Modules;

/// <summary>
/// Runs a module that people wrote on the host, where the executor starts it: as it is, or packed with what it imports. What it may do is
/// its own business; that this is a check is told to it among its arguments.
/// </summary>
internal sealed class ModuleAction(ModuleFile module, PreparedModules prepared, AnsibleSettings settings) : IAction
{
    public string Name => module.Name;

    public bool SupportsAsync => true;

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        var text = prepared.Text(module);
        if (text.Kind == ModuleKind.PowerShell) throw new TaskFailure($"The module {module.Name} ({module.Path}) is written in PowerShell, for Windows; Plumb manages hosts with Linux.");
        var interpreter = text.Kind switch
        {
            ModuleKind.Binary => ModuleInterpreter.None,
            _ when text.Kind != ModuleKind.Python && text.Interpreter.Count == 0 => throw new TaskFailure($"module ({module.Name}) is missing interpreter line"),
            _ => ModuleInterpreter.Of(context, settings, text.Interpreter),
        };
        var arguments = new ModuleArguments(settings, prepared.CoreVersion).Of(context, context.Task.Config.Action);
        var request = new PyDict
        {
            ["interpreter"] = interpreter.Command,
            ["candidates"] = new PyList(interpreter.Candidates.Select(object? (c) => c)),
            ["folder_mark"] = ModuleArguments.FolderMark,
        };
        var source = Prepare(context, text, arguments, request);
        // Only the module knows what a check is for it.
        var unchecked_ = context with { Settings = context.Settings with { Check = false } };
        var result = await unchecked_.OperateAsync(OperationTable.ModuleRunner, request, [source], null, cancellation).ConfigureAwait(false);
        // A job tells later what the module has printed.
        return context.Background is not null && result.ContainsKey("ansible_job_id") ? result : Read(context, result, interpreter);
    }

    /// <summary>What a job has come to that ran a module, which its host keeps as the module has printed it; that of others stays as it is.</summary>
    public static PyDict OfJob(PyDict values)
    {
        if (!values.TryGet("output", out var output) || !values.TryGet("interpreter", out var used) || !values.ContainsKey("rc")) return values;
        var exitCode = values["rc"] is long number ? number : 0;
        var error = ResultValues.Text(values, "error") ?? "";
        var warnings = new List<object?>();
        var read = ModuleOutput.Read(PyText.Str(output), error, exitCode, PyText.Str(used), warnings.Add);
        if (warnings.Count > 0) read["warnings"] = new PyList([.. read.TryGet("warnings", out var own) && own is PyList list ? list.Items : [], .. warnings]);
        // What a job printed on its standard error is the result's, and what cannot be read stays as data.
        if (read.Remove("module_stdout", out var printed)) read["data"] = printed;
        read.Remove("module_stderr");
        if (error.Length == 0) return read;
        read["stderr"] = error;
        read["stderr_lines"] = new PyList(PyStringsLines.Of(error));
        return read;
    }

    /// <summary>The content to send; the way in which it is told its arguments goes into the request.</summary>
    private SourceContent Prepare(ActionContext context, ModuleText text, PyDict arguments, PyDict request)
    {
        switch (text.Kind)
        {
            case ModuleKind.Python:
                request["input"] = ModuleArguments.Json(new PyDict { ["ANSIBLE_MODULE_ARGS"] = arguments });
                return prepared.Package(module, OpenFiles(context));
            case ModuleKind.ReplacedJson:
                // Its text holds the arguments now, so it is gone after the task.
                request["keeps"] = false;
                arguments["_ansible_tmpdir"] = null;
                return prepared.WithArguments(module, arguments);
            case ModuleKind.Words:
                request["arguments"] = ModuleArguments.Words(arguments);
                return prepared.Plain(module);
            default:
                request["arguments"] = ModuleArguments.Json(arguments);
                return prepared.Plain(module);
        }
    }

    private long OpenFiles(ActionContext context) => context.Connected.Variable("ansible_python_module_rlimit_nofile") switch
    {
        null => settings.Number("PYTHON_MODULE_RLIMIT_NOFILE"),
        long number => number,
        var value => long.TryParse(PyText.Str(value), CultureInfo.InvariantCulture, out var number) ? number : 0,
    };

    private PyDict Read(ActionContext context, PyDict result, ModuleInterpreter interpreter)
    {
        if (!result.TryGet("output", out var output))
        {
            // It was not even started.
            var message = result.TryGet("msg", out var told) && told is string given ? given.Replace(OperationTable.ModuleRunner, module.Name, StringComparison.Ordinal)
                : $"The module {module.Name} is written in Python, and the host has none of {string.Join(", ", interpreter.Candidates)}. Install Python there, or say where it is by the variable ansible_python_interpreter.";
            return ResultValues.Failure(message);
        }
        var used = ResultValues.Text(result, "interpreter") ?? "";
        var exitCode = result.TryGet("rc", out var code) && code is long number ? number : 0;
        var values = ModuleOutput.Read(PyText.Str(output), ResultValues.Text(result, "error") ?? "", exitCode, used, context.Services.Output.Warn);
        if (interpreter.Candidates.Count > 0) Remember(values, used);
        return values;
    }

    /// <summary>Which Python the host has is a fact of it, so that it is not looked for again.</summary>
    private static void Remember(PyDict values, string used)
    {
        if (!values.TryGet("ansible_facts", out var given) || given is not PyDict facts) values["ansible_facts"] = facts = new PyDict();
        facts[ModuleInterpreter.DiscoveredFact] = used;
    }
}
