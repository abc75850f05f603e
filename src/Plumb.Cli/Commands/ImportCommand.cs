using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>import</c>: takes an object that exists already into the state.</summary>
internal static class ImportCommand
{
    private static readonly DiagnosticRule InvalidAddress = new("CLI140", Severity.Error, "Invalid address");
    private static readonly DiagnosticRule NotManaged = new("CLI141", Severity.Error, "A managed resource address is required. Importing into a data resource is not allowed.");
    private static readonly DiagnosticRule NoModule = new("CLI142", Severity.Error, "Import to non-existent module");
    private static readonly DiagnosticRule NoResource = new("CLI143", Severity.Error, "Configuration for import target does not exist");
    private static readonly DiagnosticRule NoConfiguration = new("CLI144", Severity.Error, "No Terraform configuration files");

    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var address = new Argument<string>("address") { Description = "The resource instance that the object is to be, as in the configuration." };
        var id = new Argument<string>("id") { Description = "What the provider knows the object by." };
        var config = new Option<string?>("-config") { Description = "The folder of the configuration, where it is not this one." };
        var command = new Command("import", "Take an existing object into the state.") { address, id, config, common.IgnoreRemoteVersion };
        foreach (var option in new Option[] { common.NoColor, common.CompactWarnings, common.Input, common.Parallelism }) command.Add(option);
        common.AddVariables(command);
        common.AddState(command);
        command.SetAction((parsed, cancellation) => RunAsync(terminal, common, parsed, parsed.GetValue(address) ?? "", parsed.GetValue(id) ?? "", parsed.GetValue(config), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, CommonOptions common, ParseResult parsed, string address, string id, string? config, CancellationToken cancellation)
    {
        var source = new SourceFile("<import-address>", address);
        var run = new PlanRun(terminal, common, parsed) { Mode = PlanMode.RefreshOnly, ConfigurationDirectory = config };
        await using var disposing = run.ConfigureAwait(false);
        if (Parse(address, source, run.Session.Diagnostics) is not { } target || !HasConfiguration(terminal, config, run.Session.Diagnostics)) return run.Report();
        run.Check = tree => Check(tree, target, source, run.Session.Diagnostics);
        run.Imports = [new ImportTarget(target, Value.String(id), new SourceSpan(source, 0, address.Length))];
        var progress = run.CreateProgress(importing: true);
        var plan = await progress.PlanAsync(o => run.PlanAsync(destroy: false, o, cancellation)).ConfigureAwait(false);
        if (plan is { Errored: false } && plan.PriorState.Resources.GetValueOrDefault(target.Resource)?.Instances.ContainsKey(target.Key) != true)
            run.Session.Diagnostics.Add(NoResource, new SourceSpan(source, 0, address.Length), $"The configuration has the resource {target.Resource}, but it does not ask for this instance of it.");
        else if (plan is { Errored: false }) await progress.ApplyAsync(plan, o => run.ApplyAsync(plan, o, cancellation, terminal.Interruption.Forced)).ConfigureAwait(false);
        if (run.Report() is not 0 and var failure) return failure;
        await terminal.Out.WriteAsync($"\nImport successful!\n\nThe resources that were imported are shown above. These resources are now in\nyour {terminal.Program.Product} state and will henceforth be managed by {terminal.Program.Product}.\n\n").ConfigureAwait(false);
        return 0;
    }

    private static ResourceInstanceAddress? Parse(string text, SourceFile source, DiagnosticBag diagnostics)
    {
        var span = new SourceSpan(source, 0, text.Length);
        if (!AddressParser.TryParseInstance(text, out var address, out var error)) diagnostics.Add(InvalidAddress, span, $"This is not the address of a resource instance. {error}");
        else if (address.Resource.Resource.Mode != ResourceMode.Managed) diagnostics.Add(NotManaged, null, $"{address} is read and not managed, so there is nothing to import.");
        else return address;
        return null;
    }

    private static bool HasConfiguration(Terminal terminal, string? directory, DiagnosticBag diagnostics)
    {
        var full = Path.GetFullPath(directory ?? ".", terminal.WorkingDirectory);
        if (Directory.Exists(full) && ProjectSession.ConfigurationFiles(full).Any()) return true;
        diagnostics.Add(new Diagnostic(NoConfiguration, null, $"The directory {directory ?? full} does not contain any configuration files (.tf or .tf.json).")
        {
            Help = "To name another one, use the option -config=\"...\".",
        });
        return false;
    }

    private static bool Check(ConfigurationTree tree, ResourceInstanceAddress target, SourceFile source, DiagnosticBag diagnostics)
    {
        var span = new SourceSpan(source, 0, source.Text.Length);
        if (tree.Root.Find(target.Module.Module) is not { } module)
        {
            diagnostics.Add(NoModule, span, $"{target.Module} is not defined in the configuration. Add a module block for it before importing into it.");
            return false;
        }
        var name = target.Resource.Resource;
        if (module.Config.Resources.ContainsKey(name)) return true;
        diagnostics.Add(new Diagnostic(NoResource, null, $"The resource address \"{target}\" does not exist in the configuration.")
        {
            Help = $"Before importing this resource, create its configuration in {(module.Address.IsRoot ? "the root module" : module.Address)}. For example:\n\n  resource \"{name.Type}\" \"{name.Name}\" {{\n    # (resource arguments)\n  }}",
        });
        return false;
    }
}
