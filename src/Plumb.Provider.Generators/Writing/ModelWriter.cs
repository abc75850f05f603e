using System.Globalization;
using Plumb.Provider.Generators.Reading;

namespace Plumb.Provider.Generators.Writing;

/// <summary>Writes the generated half of a model class.</summary>
internal sealed class ModelWriter(ModelSpec model)
{
    private const string Models = "global::Plumb.Provider.Models.";
    private const string Schemas = "global::Plumb.Provider.Schemas.";
    private const string Values = "global::Plumb.Core.Values.";

    private string TypeName => TypeReader.Name(model.Type);

    public string Write() => SourceLines.Class(model.Type, $" : {Models}IModel<{TypeName}>", lines =>
    {
        WriteDefinition(lines);
        lines.Add();
        WritePaths(lines);
        lines.Add();
        WriteFromValue(lines);
        lines.Add();
        WriteToValue(lines);
    });

    private void WriteDefinition(SourceLines lines)
    {
        lines.Add("/// <summary>The schema that the attributes of the class describe.</summary>");
        lines.Open($"public static {Models}ModelDefinition Definition {{ get; }} = new({Literals.Text(model.Name)}, new {Schemas}Schema({model.Version.ToString(CultureInfo.InvariantCulture)}L, new {Schemas}BlockSchema");
        if (model.Description.Length > 0) lines.Add($"Description = {Literals.Text(model.Description)},");
        if (model.Markdown) lines.Add("DescriptionIsMarkdown = true,");
        if (model.Deprecated is { } message) lines.Add($"DeprecationMessage = {Literals.Text(message)},");
        WriteList(lines, "Attributes", model.Properties.Where(p => !p.IsBlock).Select(p => SchemaExpressions.Attribute(p, model.Markdown)));
        WriteList(lines, "Blocks", model.Properties.Where(p => p.IsBlock).Select(SchemaExpressions.Block));
        lines.Close("}))");
        lines.Open(null);
        if (model.Properties.Any(p => p.IsIdentity))
            lines.Add($"Identity = new {Schemas}IdentitySchema({model.IdentityVersion.ToString(CultureInfo.InvariantCulture)}L, [{string.Join(", ", model.Properties.Where(p => p.IsIdentity).Select(SchemaExpressions.Identity))}]),");
        if ((model.Properties.FirstOrDefault(p => p.IsImportId) ?? model.Properties.FirstOrDefault(p => p.Name == "id")) is { } id) lines.Add($"ImportAttribute = {Literals.Text(id.Name)},");
        lines.Close("};");
    }

    private static void WriteList(SourceLines lines, string name, IEnumerable<string> items)
    {
        var written = items.ToList();
        if (written.Count == 0) return;
        lines.Add($"{name} =");
        lines.Add("[");
        foreach (var item in written) lines.Add($"    {item},");
        lines.Add("],");
    }

    private void WritePaths(SourceLines lines)
    {
        lines.Add("/// <summary>Where the attributes are, for diagnostics and plans.</summary>");
        lines.Open("public static class Paths");
        foreach (var property in model.Properties)
            lines.Add($"public static {Values}ValuePath {property.Symbol.Name} {{ get; }} = {Values}ValuePath.Root.Attribute({Literals.Text(property.Name)});");
        lines.Close();
    }

    private void WriteFromValue(SourceLines lines)
    {
        var sorted = model.Sorted;
        lines.Add("/// <inheritdoc/>");
        lines.Open($"public static {TypeName} FromValue({Values}ObjectValue value)");
        lines.Add("var values = value.Span;");
        lines.Open($"return new {TypeName}");
        for (var i = 0; i < sorted.Count; i++)
            lines.Add($"{sorted[i].Symbol.Name} = {TypeExpressions.Read(sorted[i].Type, $"values[{i.ToString(CultureInfo.InvariantCulture)}]")},");
        lines.Close("};");
        lines.Close();
    }

    private void WriteToValue(SourceLines lines)
    {
        lines.Add("/// <inheritdoc/>");
        var sorted = model.Sorted;
        lines.Open($"public {Values}ObjectValue ToValue()");
        lines.Add("var type = Definition.ObjectType;");
        if (sorted.Any(p => p.Type.IsCollection || p.Type.IsTf)) lines.Add("var types = type.Attributes;");
        lines.Open($"return {Models}ModelWriting.Object(type, new {Values}Value[]");
        for (var i = 0; i < sorted.Count; i++)
            lines.Add(TypeExpressions.Write(sorted[i].Type, $"this.{sorted[i].Symbol.Name}", $"types[{i.ToString(CultureInfo.InvariantCulture)}].Type", sorted[i].IsBlock) + ",");
        lines.Close("});");
        lines.Close();
    }
}
