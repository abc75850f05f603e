using Plumb.Cli.Commands.Playbooks.Docs;

namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>Tells of the console's commands and of modules.</summary>
internal static class ConsoleHelp
{
    public static void Tell(ConsoleContext context, string topic)
    {
        if (topic.Length == 0)
        {
            var width = ConsoleTable.All.Max(e => e.Name.Length);
            foreach (var entry in ConsoleTable.All) context.Output.Line($"{entry.Name.PadRight(width)}  {entry.Summary}");
            context.Output.Line("\nAll else is the name of a module with its arguments, or a line for the shell of the hosts; after ! it is always the latter. `help MODULE` tells of a module.");
        }
        else if (topic == ConsoleTable.Help) context.Output.Warn("Don't be redundant!");
        else if (ConsoleTable.Find(topic) is { } entry) context.Output.Line(entry.Usage is { } usage ? $"{entry.Summary}\n{usage}" : entry.Summary);
        else if (ModuleOf(topic) is { } module) Tell(context, module);
        else context.Output.Line($"*** No help on {topic}");
    }

    /// <summary>What is known of a module of this program, by any of its names; or null.</summary>
    public static PluginDoc? ModuleOf(string name) => PluginDocs.Of("module").FirstOrDefault(m => m.Answers(name));

    private static void Tell(ConsoleContext context, PluginDoc module)
    {
        context.Output.Line(module.Summary);
        context.Output.Line("Parameters:");
        foreach (var option in module.Options) context.Output.Line($"  {option.Name} {string.Join(' ', option.Description)}");
    }
}
