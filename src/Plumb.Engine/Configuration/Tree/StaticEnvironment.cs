using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Functions;
using Plumb.Engine.Functions.Filesystem;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>What is known of a run before its configuration is read.</summary>
public sealed record StaticEnvironment
{
    /// <summary>The root module's directory as <c>path.root</c> shows it.</summary>
    public string RootDirectory { get; init; } = ".";

    /// <summary>Absolute.</summary>
    public string WorkingDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Where modules are installed, among other things: <c>.terraform</c>, or what TF_DATA_DIR says; from the root module's directory.</summary>
    public string DataDirectory { get; init; } = ".terraform";

    public string Workspace { get; init; } = "default";

    /// <summary>The values given for the root module's variables; asked for only where one of them is used before anything is planned. Null for none.</summary>
    public Func<ModuleConfig, DiagnosticBag, IReadOnlyDictionary<string, GivenVariable>>? GivenVariables { get; init; }

    /// <summary>The functions that a module's source may be made with; null for the language's own.</summary>
    public Func<string, Function?>? FindFunction { get; init; }

    /// <summary>A path as the configuration or a list of modules has it, from the root module's directory.</summary>
    public string FromRoot(string path) => Files.ModulePath.Join(RootDirectory, path);

    /// <summary>The language's functions, for a scope that needs any: few do.</summary>
    internal FunctionCatalog MakeFunctions() => FunctionCatalog.Create(new FunctionContext
    {
        BaseDirectory = Path.GetFullPath(RootDirectory, WorkingDirectory),
        Files = new LocalFileAccess(),
    });

    public string ModulesDirectory => FromRoot(Files.ModulePath.Join(DataDirectory, "modules"));
}
