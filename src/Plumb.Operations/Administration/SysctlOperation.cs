using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration;

/// <summary>Sets parameters of the kernel in a file, and at once.</summary>
internal sealed partial class SysctlOperation : IOperation
{
    private static readonly string[] True = ["yes", "on", "1", "true", "y", "t"];
    private static readonly string[] False = ["no", "off", "0", "false", "n", "f"];

    public OperationSpec Spec { get; } = new("sysctl", "Manage entries in sysctl.conf")
    {
        Collection = "ansible.posix",
        Arguments =
        [
            new("name", ArgumentType.Text, "The parameter") { Required = true, Aliases = ["key"] },
            new("value", ArgumentType.Text, "Its value") { Aliases = ["val"] },
            new("state", ArgumentType.Text, "Whether the entry is to be there") { Default = "present", Choices = ["present", "absent"] },
            new("ignoreerrors", ArgumentType.Boolean, "Pass over parameters that the kernel does not know") { Default = false },
            new("reload", ArgumentType.Boolean, "Load the file after a change") { Default = true },
            new("sysctl_file", ArgumentType.Path, "The file") { Default = "/etc/sysctl.conf" },
            new("sysctl_set", ArgumentType.Boolean, "Check the value in force and set it") { Default = false },
        ],
        RequiredIf = [new("state", "present", ["value"])],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files, tools) = (context.Arguments, context.Host.Files, new HostTools(context.Host));
        tools.Require("sysctl");
        var name = arguments.RequiredText("name").Trim();
        var value = Normal(arguments.Text("value"));
        var isPresent = arguments.Text("state") == "present";
        if (name.Length == 0) throw new OperationException("name cannot be blank");
        if (isPresent && arguments.Text("value") is "") throw new OperationException("value cannot be blank");

        var path = arguments.RequiredText("sysctl_file");
        var file = new SysctlFile(files.ReadTextOrNull(path) ?? "");
        var inFile = file[name];
        // What the kernel has in force lies in a file; the program would only read that.
        var inForce = files.ReadTextOrNull("/proc/sys/" + name.Replace('.', '/'));
        var writes = isPresent ? inFile != value : !string.IsNullOrEmpty(inFile);
        var differs = !Same(inForce, value);
        var sets = arguments.Flag("sysctl_set") && isPresent && differs;
        var changed = writes || sets || (arguments.Flag("reload") && isPresent && differs);
        if (!context.Host.IsPlanned)
        {
            if (sets && inForce is not null) await SetAsync(tools, arguments.Flag("ignoreerrors"), name, value, cancellation);
            if (writes) files.WriteText(path, file.With(name, isPresent ? value : null), new FilePlacement(files.Exists(path) ? null : 0x1A4));
            if (changed && arguments.Flag("reload")) await ReloadAsync(tools, arguments.Flag("ignoreerrors"), path, cancellation);
        }
        else if (writes)
        {
            files.WriteText(path, file.With(name, isPresent ? value : null), new FilePlacement());
        }
        return new OperationResult { Changed = changed };
    }

    private static async ValueTask SetAsync(HostTools tools, bool ignoreErrors, string name, string value, CancellationToken cancellation)
    {
        string[] ignore = ignoreErrors ? ["-e"] : [];
        var outcome = await tools.ChangeAsync("sysctl", [.. ignore, "-w", $"{name}={value}"], cancellation);
        if (!outcome.Succeeded || Refused().IsMatch(outcome.Error)) throw new OperationException($"setting {name} failed: {outcome.Output}{outcome.Error}");
    }

    private static async ValueTask ReloadAsync(HostTools tools, bool ignoreErrors, string path, CancellationToken cancellation)
    {
        string[] ignore = ignoreErrors ? ["-e"] : [];
        var outcome = await tools.ChangeAsync("sysctl", [.. ignore, "-p", path], cancellation);
        if (!outcome.Succeeded || Refused().IsMatch(outcome.Error)) throw new OperationException($"Failed to reload sysctl: {outcome.Output}{outcome.Error}");
    }

    private static string Normal(string? value)
    {
        if (value is null) return "";
        if (True.Contains(value.ToLowerInvariant())) return "1";
        return False.Contains(value.ToLowerInvariant()) ? "0" : value.Trim();
    }

    private static bool Same(string? left, string right) => left is not null
        && left.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SequenceEqual(right.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^sysctl: setting key ""[^""]+"": (Invalid argument|Read-only file system)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Refused();
}
