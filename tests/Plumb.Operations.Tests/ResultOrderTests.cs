using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Operations.Tests;

/// <summary>The orders are those of ansible-core's modules, as a registered result prints them.</summary>
public class ResultOrderTests
{
    [Theory]
    [InlineData("command", """{"stdout":"","rc":0,"cmd":[],"stdout_lines":[],"invocation":{},"changed":true,"msg":""}""", "changed stdout rc cmd msg invocation stdout_lines")]
    [InlineData("ansible.builtin.shell", """{"stdout":"","rc":1,"exception":"","changed":true,"failed":true,"msg":""}""", "changed stdout rc failed msg exception")]
    [InlineData("copy", """{"dest":"","src":"","checksum":"","uid":0,"size":0,"changed":true,"diff":[]}""", "diff dest src checksum changed uid size")]
    [InlineData("copy", """{"path":"","checksum":"","dest":"","uid":0,"size":0,"changed":false,"diff":[]}""", "diff path changed uid size checksum dest")]
    [InlineData("slurp", """{"content":"","changed":false}""", "content")]
    [InlineData("slurp", """{"content":"","changed":true}""", "content changed")]
    [InlineData("user", """{"name":"","changed":false,"failed":true,"msg":"","invocation":{}}""", "name failed msg invocation")]
    [InlineData("cron", """{"jobs":[],"changed":true}""", "jobs changed")]
    [InlineData(OperationTable.ModuleRunner, """{"msg":"","failed":true,"changed":false}""", "msg failed changed")]
    public void A_result_names_its_values_in_the_order_of_the_module(string operation, string values, string names) =>
        Assert.Equal(names, string.Join(' ', ResultOrder.Arrange(operation, (MapData)DataJson.Parse(values)).Entries.Select(e => e.Key)));
}
