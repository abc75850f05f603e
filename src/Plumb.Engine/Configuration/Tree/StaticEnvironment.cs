using Plumb.Core.Functions;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>What is known of a run before its configuration is read.</summary>
public sealed record StaticEnvironment
{
    /// <summary>The root module's directory as <c>path.root</c> shows it.</summary>
    public string RootDirectory { get; init; } = ".";

    /// <summary>Absolute.</summary>
    public string WorkingDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Where modules are installed, among other things: <c>.terraform</c>, or what TF_DATA_DIR says.</summary>
    public string DataDirectory { get; init; } = ".terraform";

    public string Workspace { get; init; } = "default";

    /// <summary>The functions that a module's source may be made with; none unless given.</summary>
    public Func<string, Function?> FindFunction { get; init; } = _ => null;

    public IEnumerable<string> FunctionNames { get; init; } = [];

    public string ModulesDirectory => Files.ModulePath.Join(DataDirectory, "modules");
}
