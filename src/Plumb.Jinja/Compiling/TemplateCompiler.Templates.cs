using Plumb.Jinja.Evaluation;
using Plumb.Jinja.Syntax;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Compiling;

/// <summary>Tags that bind templates together.</summary>
internal sealed partial class TemplateCompiler
{
    /// <summary>Where a block stands it is printed, unless the template extends another, which says where.</summary>
    private IEnumerable<Step> CompileBlockPlace(BlockSyntax block, Place place)
    {
        if (place.IsTopLevel && extendsForSure) return [];
        Step step = new BlockStep(block.Name, block.IsScoped ? place.Scope.Stored() : null, block.IsRequired, block.Line);
        return place.IsTopLevel && extendsSoFar > 0 ? [new UnlessExtendedStep(new Body([step], template), block.Line)] : [step];
    }

    private ExtendsStep CompileExtends(ExtendsSyntax extends, Place place)
    {
        if (!place.IsTopLevel) throw Fail("cannot use extend from a non top-level scope", extends.Line);
        var step = new ExtendsStep(Compile(extends.Template, place), extendsSoFar > 0, extends.Line);
        if (place.IsRootLevel) extendsForSure = true;
        extendsSoFar++;
        return step;
    }

    private FromImportStep CompileFromImport(FromImportSyntax import, Place place)
    {
        ImportSlot[] names = [.. import.Names.Select(n => new ImportSlot(n.Name, n.Alias, place.Scope.SlotOf(n.Alias)))];
        var position = template is null ? $"line {import.Line}" : $"line {import.Line} in {PyText.Repr(template)}";
        return new FromImportStep(Compile(import.Template, place), Shared(import.WithContext, place), names, place.IsTopLevel, position, import.Line);
    }
}
