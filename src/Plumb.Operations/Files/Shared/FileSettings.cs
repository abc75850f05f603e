using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Shared;

/// <summary>Owner, group, mode, attributes and label that a task wants a path to have; null leaves one as it is.</summary>
internal sealed record FileSettings(string Path)
{
    public DataValue? Mode { get; init; }

    public string? Owner { get; init; }

    public string? Group { get; init; }

    public string? Attributes { get; init; }

    public SecurityLabel Label { get; init; } = SecurityLabel.Unset;

    /// <summary>Reads the arguments that all operations on files share. A link is followed where the arguments say so.</summary>
    public static FileSettings From(OperationContext context, string path)
    {
        var arguments = context.Arguments;
        var files = context.Host.Files;
        if (arguments["follow"] is BooleanData { Value: true } && files.IsLink(path)) path = files.RealPath(path, context.Host.WorkingDirectory);
        return new FileSettings(path)
        {
            Mode = arguments["mode"] is null or NullData ? null : arguments["mode"],
            Owner = arguments.Text("owner"),
            Group = arguments.Text("group"),
            Attributes = arguments.Text("attributes"),
            Label = new SecurityLabel(arguments.Text("seuser"), arguments.Text("serole"), arguments.Text("setype"), arguments.Text("selevel")),
        };
    }
}
