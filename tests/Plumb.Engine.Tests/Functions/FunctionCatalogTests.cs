using System.Text.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Functions;

namespace Plumb.Engine.Tests.Functions;

public class FunctionCatalogTests
{
    /// <summary>OpenTofu's functions, which Terraform's document lacks.</summary>
    private static readonly string[] Additions = ["assume", "base64gunzip", "cidrcontains", "convert", "urldecode"];

    [Fact]
    public void Signatures_are_those_that_Terraform_documents()
    {
        using var document = JsonDocument.Parse(WriteSignatures());
        Assert.Equal("1.0", document.RootElement.GetProperty("format_version").GetString());
        var signatures = document.RootElement.GetProperty("function_signatures").EnumerateObject().ToList();
        var plain = signatures.Where(s => !s.Name.Contains(':')).ToList();
        Assert.All(plain, s => Assert.Equal(s.Value.GetRawText(), document.RootElement.GetProperty("function_signatures").GetProperty("core::" + s.Name).GetRawText()));
        Assert.Equal(
            File.ReadAllText(Repository.Golden("functions", "signatures", "terraform-1.11.txt")),
            string.Concat(plain.Where(s => !Additions.Any(s.Name.StartsWith)).Select(s => Signature(s) + "\n")));
    }

    [Fact]
    public void Every_function_is_described() =>
        Assert.All(FunctionCatalog.All(LanguageCalls.Context), f => Assert.EndsWith(".", f.Description, StringComparison.Ordinal));

    [Fact]
    public void A_function_is_made_once_and_is_found_in_the_namespace_core_too()
    {
        var catalog = FunctionCatalog.Create(LanguageCalls.Context);
        Assert.Same(catalog.Find("abs"), catalog.Find("core::abs"));
        Assert.Null(catalog.Find("core::core::abs"));
        Assert.Null(catalog.Find("nosuch"));
    }

    [Fact]
    public void Only_the_console_has_type_and_it_lacks_plantimestamp()
    {
        var console = FunctionCatalog.Create(new FunctionContext { BaseDirectory = "/", Files = new MemoryFiles(), IsConsole = true });
        Assert.NotNull(console.Find("type"));
        Assert.Null(console.Find("plantimestamp"));
        Assert.DoesNotContain("type", FunctionCatalog.Create(LanguageCalls.Context).Names);
    }

    [Fact]
    public void While_planning_chance_and_time_are_unknown()
    {
        var planning = new FunctionContext { BaseDirectory = "/", Files = new MemoryFiles(), IsPlanning = true };
        foreach (var call in new[] { "uuid()", "timestamp()", "bcrypt(\"x\", 4)" })
        {
            Assert.Equal(Value.Unknown(DataType.String, Refinement.NonNull), LanguageCalls.Evaluate(planning, call));
            Assert.IsType<StringValue>(LanguageCalls.Evaluate(call));
        }
    }

    private static byte[] WriteSignatures()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) FunctionSignatureJson.Write(json, LanguageCalls.Context);
        return stream.ToArray();
    }

    private static string Signature(JsonProperty function)
    {
        var parameters = new List<string>();
        if (function.Value.TryGetProperty("parameters", out var positional)) parameters.AddRange(positional.EnumerateArray().Select(p => Parameter(p, "")));
        if (function.Value.TryGetProperty("variadic_parameter", out var variadic)) parameters.Add(Parameter(variadic, "..."));
        return $"{function.Name}({string.Join(", ", parameters)}): {TypeText(function.Value.GetProperty("return_type"))}";
    }

    private static string Parameter(JsonElement parameter, string suffix) =>
        $"{parameter.GetProperty("name").GetString()}{suffix}: {TypeText(parameter.GetProperty("type"))}{(parameter.TryGetProperty("is_nullable", out _) ? "?" : "")}";

    private static string TypeText(JsonElement type) =>
        type.ValueKind == JsonValueKind.String ? type.GetString() ?? "" : $"{type[0].GetString()}({TypeText(type[1])})";
}
