using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Versions;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Plugins.LockFile;

/// <summary>
/// Reads a dependency lock file. It is strict about the form, so that two files that say the same are the same: what a person
/// changed there by hand is better refused than taken for something else.
/// </summary>
public sealed class LockFileReader(DiagnosticBag diagnostics)
{
    private const long MaxBytes = 16 << 20;
    private const int MaxHashes = 10_000;

    private static readonly BodySchema FileSchema = new([], [new("provider", "source_addr"), new("module", "path")]);
    private static readonly BodySchema ProviderSchema = new([new("version", Required: true), new("constraints"), new("hashes")], []);

    /// <summary>No locks where there is no file; null where it is at fault, which is reported.</summary>
    public static DependencyLocks? Read(string path, string name, DiagnosticBag diagnostics)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return DependencyLocks.Empty;
            if (file.Length > MaxBytes) throw new InvalidDataException($"it is larger than {MaxBytes >> 20} MiB.");
            return new LockFileReader(diagnostics).Read(new SourceFile(name, File.ReadAllText(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            diagnostics.Add(LockFileRules.Unreadable, null, $"The dependency lock file {name} cannot be read: {e.Message}");
            return null;
        }
    }

    public DependencyLocks? Read(SourceFile source)
    {
        var own = new DiagnosticBag();
        var locks = new LockFileReader(own).ReadLocks(source);
        diagnostics.AddRange(own);
        return own.HasErrors ? null : locks;
    }

    private DependencyLocks ReadLocks(SourceFile source)
    {
        var content = HclParser.ParseFile(source, diagnostics).GetContent(FileSchema, diagnostics);
        if (content.OfType("module").FirstOrDefault() is { } module)
            diagnostics.Add(LockFileRules.Modules, module.TypeSpan, "Only the versions of providers are locked, and those of modules are not. This file may be meant for a later version of the program.");
        var locks = DependencyLocks.Empty;
        foreach (var block in content.OfType("provider"))
        {
            if (ReadAddress(block) is not { } address || ReadLock(block, address) is not { } entry) continue;
            if (locks.Find(address) is null) locks = locks.With(entry);
            else diagnostics.Add(LockFileRules.Duplicate, block.HeaderSpan, $"This file has a lock for the provider {address} already.");
        }
        return locks;
    }

    private ProviderAddress? ReadAddress(BodyBlock block)
    {
        var (text, span) = (block.Labels[0], block.LabelSpans[0]);
        if (ProviderSource.Parse(text, null, new DiagnosticBag()) is not { } address)
        {
            diagnostics.Add(LockFileRules.InvalidAddress, span, "The provider source address for a provider lock must be a valid, fully-qualified address of the form \"hostname/namespace/type\".");
            return null;
        }
        if (address.IsBuiltin || address.Namespace == ProviderAddress.UnknownNamespace)
        {
            diagnostics.Add(LockFileRules.InvalidAddress, span, $"The provider {address} is part of the program, so there is no version of it to lock.");
            return null;
        }
        if (address.ToString() == text) return address;
        diagnostics.Add(LockFileRules.NotNormalized, span, $"The provider source address for this provider lock must be written as \"{address}\", the fully-qualified and normalized form.");
        return null;
    }

    private ProviderLock? ReadLock(BodyBlock block, ProviderAddress address)
    {
        var content = block.Body.GetContent(ProviderSchema, diagnostics);
        var version = content["version"] is { } v ? ReadVersion(v, address) : null;
        var constraints = content["constraints"] is { } c ? ReadConstraints(c, address) : "";
        var hashes = content["hashes"] is { } h ? ReadHashes(h) : [];
        return version is null || constraints is null || hashes is null ? null : ProviderLock.Create(address, version, constraints, hashes);
    }

    private SemanticVersion? ReadVersion(BodyAttribute attribute, ProviderAddress address)
    {
        if (Text(attribute.Expression) is not { } text || !SemanticVersion.TryParse(text, out var version))
        {
            diagnostics.Add(LockFileRules.InvalidVersion, attribute.Expression.Span, $"The selected version number for the provider {address} is not a version.");
            return null;
        }
        if (version.ToString() == text) return version;
        diagnostics.Add(LockFileRules.InvalidVersion, attribute.Expression.Span, $"The selected version number for the provider {address} must be written in normalized form: \"{version}\".");
        return null;
    }

    private string? ReadConstraints(BodyAttribute attribute, ProviderAddress address)
    {
        if (Text(attribute.Expression) is not { } text || !VersionConstraints.TryParse(text, out var constraints, out var error))
        {
            diagnostics.Add(LockFileRules.InvalidConstraints, attribute.Expression.Span, $"The recorded version constraints for the provider {address} are no constraints.");
            return null;
        }
        if (constraints.ToCanonicalString() == text) return text;
        diagnostics.Add(LockFileRules.InvalidConstraints, attribute.Expression.Span, $"The recorded version constraints for the provider {address} must be written in normalized form: \"{constraints.ToCanonicalString()}\".");
        return null;
    }

    private List<string>? ReadHashes(BodyAttribute attribute)
    {
        if (attribute.Expression is not TupleExpression { Elements: { Count: > 0 and < MaxHashes } elements })
        {
            diagnostics.Add(LockFileRules.InvalidHashes, attribute.Expression.Span, "The argument \"hashes\" must either be left out or be a list with at least one checksum.");
            return null;
        }
        var hashes = new List<string>();
        foreach (var element in elements)
        {
            if (Text(element) is { } hash && hash.IndexOf(':', StringComparison.Ordinal) > 0) hashes.Add(hash);
            else diagnostics.Add(LockFileRules.InvalidHashes, element.Span, "A checksum is a text that begins with the name of its scheme and a colon, such as \"h1:\".");
        }
        return hashes.Count == elements.Count ? hashes : null;
    }

    private string? Text(Expression expression) => ExpressionEvaluator.Evaluate(expression, VariableScope.None, diagnostics) is StringValue text ? text.Text : null;
}
