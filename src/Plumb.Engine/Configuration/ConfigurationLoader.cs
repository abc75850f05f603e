using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Configuration;

/// <summary>
/// Reads a directory of configuration files, and the modules it calls as they are installed, into a tree. Decodes and
/// checks everything that can be told without values, state or providers.
/// </summary>
public sealed class ConfigurationLoader
{
    /// <summary>One directory alone, without the modules it calls; override files merged.</summary>
    public ModuleConfig LoadModule(string directory, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>The whole tree; a module that is not installed is an error that says to run init.</summary>
    public ConfigurationTree? LoadTree(string directory, IReadOnlyDictionary<string, Value> staticVariables, DiagnosticBag diagnostics) => throw new NotImplementedException();
}
