using Plumb.Jinja;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>
/// One call of Python: the mappings that it may ask for as long as it runs, and what else it may ask the controller.
/// </summary>
internal sealed class PythonCall(UserPlugins plugins)
{
    private readonly List<IPyMapping> _kept = [];

    public VaultSecrets Vault => plugins.Vault;

    /// <summary>Whether a text was written by the author of the play, who may have meant it to be rendered.</summary>
    public Func<string, bool> IsWritten { get; init; } = _ => false;

    /// <summary>Whether text that comes back may be a template.</summary>
    public bool GivesTemplates { get; init; }

    /// <summary>Renders what a plugin has its templar do.</summary>
    public Func<object?, IPyMapping, object?>? Render { get; init; }

    /// <summary>Does on hosts what only actions ask for.</summary>
    public Func<string, IReadOnlyList<object?>, CancellationToken, ValueTask<object?>>? Work { get; init; }

    public int Keep(IPyMapping mapping)
    {
        lock (_kept)
        {
            var known = _kept.FindIndex(k => ReferenceEquals(k, mapping));
            if (known >= 0) return known;
            _kept.Add(mapping);
            return _kept.Count - 1;
        }
    }

    public IPyMapping Kept(int handle)
    {
        lock (_kept) return handle >= 0 && handle < _kept.Count ? _kept[handle] : throw new PythonFault("KeyError", "key", "the variables of a task are gone when it is over");
    }

    /// <summary>What Python asked, where the answer may take a while.</summary>
    public async ValueTask<object?> AnswerAsync(string what, IReadOnlyList<object?> arguments, CancellationToken cancellation) =>
        Work is null || what is "item" or "keys" or "decrypt" or "yaml" or "ini" or "template" ? Answer(what, arguments) : await Work(what, arguments, cancellation).ConfigureAwait(false);

    /// <summary>What Python asked, in the words of its own code.</summary>
    public object? Answer(string what, IReadOnlyList<object?> arguments) => what switch
    {
        "item" => Kept(Number(arguments[0])).TryGet(arguments[1], out var value) ? new PyTuple(PyBoolean.True, value) : new PyTuple(PyBoolean.False, null),
        "keys" => new PyList(Kept(Number(arguments[0])).Keys),
        "decrypt" => Decrypt(PyText.Str(arguments[0]), arguments[1] as string),
        "yaml" => plugins.ReadYaml(PyText.Str(arguments[0]), PyText.Str(arguments[1])),
        "ini" => plugins.Configured(PyText.Str(arguments[0]), PyText.Str(arguments[1])),
        "template" when Render is not null && arguments[1] is IPyMapping variables => Render(arguments[0], variables),
        _ => throw new PythonFault("ansible.errors.AnsibleError", "error", $"a plugin of this kind cannot ask for {what}"),
    };

    private static int Number(object? handle) => handle is long number ? (int)number : -1;

    private PyBytes Decrypt(string envelope, string? file)
    {
        try
        {
            return new PyBytes(VaultText.Decrypt(envelope, Vault, file).Plain.ToArray());
        }
        catch (VaultException fault)
        {
            throw new PythonFault("ansible.errors.AnsibleError", "error", fault.Message);
        }
    }

    /// <summary>A fault of the controller in the words that Python is told it with; null where it is none that a plugin may handle.</summary>
    public static (string Kind, string Message)? Described(Exception fault) => fault switch
    {
        PythonFault python => (python.Kind, python.Message),
        TemplatingException { Fault: TemplatingFault.Undefined } undefined => ("undefined", undefined.Message),
        TemplatingException { Fault: TemplatingFault.Lookup } lookup => ("lookup", lookup.Message),
        TemplatingException templating => ("error", templating.Message),
        JinjaException { IsUndefined: true } undefined => ("undefined", undefined.Message),
        JinjaException jinja => ("error", jinja.Message),
        Operations.Connections.UnreachableException unreachable => ("connection", unreachable.Message),
        Strategies.Tasks.TaskFailure failure => ("error", failure.Message),
        IOException or UnauthorizedAccessException => ("file", fault.Message),
        _ => null,
    };
}
