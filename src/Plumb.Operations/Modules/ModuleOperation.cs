using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Modules;

/// <summary>
/// Runs a program of the controller's that does a task by itself: a module that people wrote. The program is the one source of the
/// request. It is told its arguments on its standard input or in a file, never in its command line, and what it prints is returned as it
/// is: the controller, which knows what kind of module it is, reads it.
/// </summary>
internal sealed class ModuleOperation : IOperation
{
    private const string Runs = "\"$@\"";

    public OperationSpec Spec { get; } = new(OperationTable.ModuleRunner, "Runs a module that the controller sends")
    {
        Arguments =
        [
            new("interpreter", ArgumentType.Text, "The words of the shell that start the program which reads the module; none where it starts by itself."),
            new("candidates", ArgumentType.List, "Programs, of which the first that is there reads the module.") { Elements = ArgumentType.Text },
            new("input", ArgumentType.Text, "What the module reads."),
            new("arguments", ArgumentType.Text, "What stands in the file that the module is given the path of."),
            new("folder_mark", ArgumentType.Text, "What stands for the path of the temporary folder in input and arguments."),
            new("keeps", ArgumentType.Boolean, "Whether the module stays for the next task that runs it.") { Default = true },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        if (context.Request.Sources is not [var module, ..]) throw new OperationException("The module was not sent with the task.");
        if (Interpreter(context) is not { } interpreter) return new OperationResult { Failed = true, Values = new MapBuilder { ["interpreter"] = DataValue.Null }.Build() };
        var temporary = TemporaryFolder.Make(context.Host);
        try
        {
            var path = context.Arguments.Flag("keeps") && KeptModules.Folder(context.Host) is { } kept
                ? await KeptModules.TakeAsync(context, kept, module, cancellation).ConfigureAwait(false)
                : await SendAsync(context, module, temporary, cancellation).ConfigureAwait(false);
            List<string> words = ["-c", $"{interpreter} {Runs}".Trim(), "sh", path];
            if (Text(context, "arguments", temporary) is { } arguments) words.Add(WriteArguments(context.Host, temporary, arguments));
            var request = new ProcessRequest("/bin/sh", words) { Input = Encoding.UTF8.GetBytes(Text(context, "input", temporary) ?? "") };
            var outcome = await HostCommand.RunAsync(context, request, cancellation).ConfigureAwait(false);
            return new OperationResult
            {
                Values = new MapBuilder { ["rc"] = outcome.ExitCode, ["output"] = outcome.OutputText(), ["error"] = outcome.ErrorText(), ["interpreter"] = interpreter }.Build(),
            };
        }
        finally
        {
            context.Host.Files.RemoveTree(temporary);
        }
    }

    private static string? Interpreter(OperationContext context)
    {
        var candidates = context.Arguments.Texts("candidates");
        return candidates.Count == 0 ? context.Arguments.Text("interpreter") ?? "" : candidates.Select(c => context.Host.Processes.Find(c)).FirstOrDefault(p => p is not null);
    }

    private static string? Text(OperationContext context, string name, string temporary)
    {
        var text = context.Arguments.Text(name);
        return context.Arguments.Text("folder_mark") is { Length: > 0 } mark ? text?.Replace(mark, temporary, StringComparison.Ordinal) : text;
    }

    private static string WriteArguments(IHost host, string folder, string text)
    {
        var path = HostPath.Join(folder, "args");
        host.Files.Write(path, new MemoryStream(Encoding.UTF8.GetBytes(text)), new FilePlacement(0x180));
        return path;
    }

    private static async ValueTask<string> SendAsync(OperationContext context, SourceContent module, string folder, CancellationToken cancellation)
    {
        var path = HostPath.Join(folder, HostPath.FileName(module.Name));
        var content = await context.OpenSource(module.Name, cancellation).ConfigureAwait(false);
        await using (content.ConfigureAwait(false)) context.Host.Files.Write(path, content, new FilePlacement(0x1C0));
        return path;
    }
}
