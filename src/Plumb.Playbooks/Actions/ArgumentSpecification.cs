using Plumb.Jinja.Values;
using Plumb.Operations.Arguments;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Playbooks.Actions;

/// <summary>A specification of arguments as data, such as a role's, and what is wrong with arguments by it.</summary>
internal static class ArgumentSpecification
{
    public static IReadOnlyList<string> Faults(PyDict specification, PyDict arguments)
    {
        var spec = new OperationSpec("argument_spec", "Arguments of a role") { Arguments = Read(specification) };
        return ArgumentBinder.Bind(spec, DataConversion.ToMap(arguments), new NoHost()).Errors;
    }

    private static IReadOnlyList<ArgumentSpec> Read(PyDict specification) => [.. specification.Entries.Select(e => Read(PyText.Str(e.Key), e.Value as PyDict ?? new PyDict()))];

    private static ArgumentSpec Read(string name, PyDict values) => new(name, TypeOf(Text(values, "type") ?? "str"), Text(values, "description") ?? "")
    {
        Required = values.TryGet("required", out var required) && PyValues.Truth(required),
        Default = values.TryGet("default", out var otherwise) && otherwise is not null ? DataConversion.ToData(otherwise) : null,
        Choices = values.TryGet("choices", out var choices) && choices is PyList list ? [.. list.Items.Select(DataConversion.ToData)] : [],
        Aliases = values.TryGet("aliases", out var aliases) && aliases is PyList names ? [.. names.Items.Select(PyText.Str)] : [],
        Elements = Text(values, "elements") is { } elements ? TypeOf(elements) : null,
        Options = values.TryGet("options", out var options) && options is PyDict inner ? Read(inner) : [],
        NoLog = values.TryGet("no_log", out var noLog) && PyValues.Truth(noLog),
    };

    private static ArgumentType TypeOf(string name) => name switch
    {
        "bool" => ArgumentType.Boolean,
        "int" => ArgumentType.Integer,
        "float" => ArgumentType.Float,
        "list" => ArgumentType.List,
        "dict" => ArgumentType.Map,
        "path" => ArgumentType.Path,
        "raw" => ArgumentType.Raw,
        "json" or "jsonarg" => ArgumentType.Json,
        "bytes" => ArgumentType.Bytes,
        "bits" => ArgumentType.Bits,
        _ => ArgumentType.Text,
    };

    private static string? Text(PyDict values, string name) => values.TryGet(name, out var value) ? value as string : null;

    /// <summary>Paths in arguments of roles are those of no host in particular: nothing of a host is asked for.</summary>
    private sealed class NoHost : IHost
    {
        public IHostFiles Files => throw new NotSupportedException("arguments of roles touch no files");

        public IHostProcesses Processes => throw new NotSupportedException("arguments of roles start no processes");

        public IHostNetwork Network => throw new NotSupportedException("arguments of roles use no network");

        public HostUser User { get; } = new(0, 0, "~");

        public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

        public string WorkingDirectory => "/";

        public TimeProvider Clock => TimeProvider.System;

        public bool IsPlanned => true;
    }
}
