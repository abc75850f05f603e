using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Files;
using Plumb.Engine.Configuration.Merging;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>
/// Turns the parsed files of a directory into a module: settings first, because they say what provider names mean, then
/// the blocks of every file, then those that override. Performs no I/O.
/// </summary>
public static class ModuleDecoder
{
    public static ModuleConfig Decode(string directory, IReadOnlyList<ModuleFile> files, DiagnosticBag diagnostics)
    {
        var module = new ModuleConfig { Directory = directory };
        var assembler = new ModuleAssembler(module, diagnostics);
        var contents = files.Select(f => (File: f, Content: f.Body.GetContent(f.IsQuery ? Schemas.QueryFile : Schemas.File, diagnostics))).ToList();
        foreach (var (file, _) in contents) module.Files.Add(file.Source);

        SettingsDecoder.Decode(module, contents, diagnostics);
        var providers = new ProviderNames(module.RequiredProviders);
        foreach (var (file, content) in contents)
        {
            var context = new DecodingContext(diagnostics, file.IsOverride, providers);
            // Data sources inside check blocks come after the others of the file: a duplicate is reported of the check.
            foreach (var block in content.Blocks.OrderBy(b => b.Type == "check"))
            {
                if (file.IsOverride) Override(assembler, block, context);
                else Add(module, assembler, block, context);
            }
        }
        return module;
    }

    private static void Add(ModuleConfig module, ModuleAssembler assembler, BodyBlock block, DecodingContext context)
    {
        switch (block.Type)
        {
            case "variable": assembler.Add(VariableDecoder.Decode(block, context)); break;
            case "output": assembler.Add(OutputDecoder.Decode(block, context)); break;
            case "resource": assembler.Add(ResourceDecoder.Decode(block, ResourceMode.Managed, context)); break;
            case "data": assembler.Add(ResourceDecoder.Decode(block, ResourceMode.Data, context)); break;
            case "ephemeral": assembler.Add(ResourceDecoder.Decode(block, ResourceMode.Ephemeral, context)); break;
            case "action": assembler.Add(ConfiguredBlockDecoder.DecodeAction(block, context)); break;
            case "list": assembler.Add(ConfiguredBlockDecoder.DecodeList(block, context)); break;
            case "module": assembler.Add(ModuleCallDecoder.Decode(block, context)); break;
            case "locals":
                foreach (var local in OutputDecoder.DecodeLocals(block, context)) assembler.Add(local);
                break;
            case "provider":
                if (ProviderDecoder.Decode(block, context) is { } provider) assembler.Add(provider);
                break;
            case "check":
                if (CheckDecoder.Decode(block, context) is { } check) assembler.Add(check);
                break;
            case "moved":
                if (MovedDecoder.Decode(block, context) is { } moved) module.Moved.Add(moved);
                break;
            case "removed":
                if (RemovedDecoder.Decode(block, context) is { } removed) module.Removed.Add(removed);
                break;
            case "import":
                if (ImportDecoder.Decode(block, context) is { } import) assembler.Add(import);
                break;
        }
    }

    private static void Override(ModuleAssembler assembler, BodyBlock block, DecodingContext context)
    {
        switch (block.Type)
        {
            case "variable": assembler.Override(VariableDecoder.Decode(block, context)); break;
            case "output": assembler.Override(OutputDecoder.Decode(block, context)); break;
            case "resource": assembler.Override(ResourceDecoder.Decode(block, ResourceMode.Managed, context)); break;
            case "data": assembler.Override(ResourceDecoder.Decode(block, ResourceMode.Data, context)); break;
            case "ephemeral": assembler.Override(ResourceDecoder.Decode(block, ResourceMode.Ephemeral, context)); break;
            case "action": assembler.Override(ConfiguredBlockDecoder.DecodeAction(block, context)); break;
            case "module": assembler.Override(ModuleCallDecoder.Decode(block, context)); break;
            case "locals":
                foreach (var local in OutputDecoder.DecodeLocals(block, context)) assembler.Override(local);
                break;
            case "provider":
                if (ProviderDecoder.Decode(block, context) is { } provider) assembler.Override(provider);
                break;
            case "check":
                _ = CheckDecoder.Decode(block, context);
                break;
            case "moved":
                context.Report(ConfigurationRules.CannotOverride, "Cannot override 'moved' blocks", block.HeaderSpan, "What moved is told in ordinary files, not in override files.");
                break;
            case "import":
                context.Report(ConfigurationRules.CannotOverride, "Cannot override 'import' blocks", block.HeaderSpan, "What to import is told in ordinary files, not in override files.");
                break;
            case "removed":
                context.Report(ConfigurationRules.CannotOverride, "Cannot override 'Removed' blocks", block.HeaderSpan, "What was removed is told in ordinary files, not in override files.");
                break;
        }
    }
}
