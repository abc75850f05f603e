using System.CommandLine;
using Plumb.Cli.Commands.Expressions;
using Plumb.Cli.Commands.Inspection;
using Plumb.Cli.Commands.Login;
using Plumb.Cli.Commands.States;
using Plumb.Cli.Commands.Workspaces;
using Plumb.Cli.Completion;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands;

/// <summary>The visible list of commands. A new command adds its file and one line here.</summary>
internal static class CommandTable
{
    /// <summary>What is used every day, in the order in which it is.</summary>
    public static IEnumerable<Command> Primary(Terminal terminal) =>
    [
        InitCommand.Create(terminal),
        ValidateCommand.Create(terminal),
        PlanCommand.Create(terminal),
        ApplyCommand.Create(terminal, destroy: false),
        ApplyCommand.Create(terminal, destroy: true),
    ];

    public static IEnumerable<Command> Others(Terminal terminal) =>
    [
        CompletionCommands.CreateScript(terminal),
        ConsoleCommand.Create(terminal),
        FmtCommand.Create(terminal),
        ForceUnlockCommand.Create(terminal),
        GetCommand.Create(terminal),
        GraphCommand.Create(terminal),
        ImportCommand.Create(terminal),
        LoginCommand.Create(terminal),
        LogoutCommand.Create(terminal),
        MetadataCommand.Create(terminal),
        ModulesCommand.Create(terminal),
        OutputCommand.Create(terminal),
        ProvidersCommand.Create(terminal),
        QueryCommand.Create(terminal),
        RefreshCommand.Create(terminal),
        ShowCommand.Create(terminal),
        StateCommand.Create(terminal),
        TaintCommand.Create(terminal, taint: true),
        TaintCommand.Create(terminal, taint: false),
        VersionCommand.Create(terminal),
        WorkspaceCommand.Create(terminal, isFormerName: false),
        WorkspaceCommand.Create(terminal, isFormerName: true),
        UnavailableCommand.Create(terminal, "test", "Test files are not run yet.", "Check what must hold with preconditions, postconditions and check blocks, which every plan holds; or plan and look at it:\n    plumb plan -out=p && plumb show -json p"),
        UnavailableCommand.Create(terminal, "stacks", "Stacks belong to a hosted service.", "Use one configuration with a workspace for each deployment:\n    plumb workspace new NAME"),
        UnavailableCommand.Create(terminal, "push", "Configurations are not sent to a service.", "Run plan and apply where the configuration is, or from your pipeline."),
    ];
}
