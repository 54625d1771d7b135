namespace Layers.AspNetCore.Tests;

/// <summary>Tests of OpenAPI documents: the columns of a model and its answers.</summary>
internal sealed class OpenApiTests
{
    private Folder _folder = null!;
    private JsonNode _paths = null!;

    [OneTimeSetUp]
    public async Task Read()
    {
        _folder = new Folder();
        Files.SavePenguins(_folder["penguins.keras"]);
        Files.SaveNumbers(_folder["cars.keras"]);
        await using var web = await Web.StartAsync(
            app =>
            {
                app.MapOpenApi();
                app.MapModel("/penguins", _folder["penguins.keras"]);
                app.MapModel("/cars", _folder["cars.keras"]);
                app.MapModel("/missing", _folder["missing.keras"]);
            },
            builder => builder.Services.AddOpenApi());
        _paths = (await web.GetAsync("/openapi/v1.json")).Json["paths"]!;
    }

    [OneTimeTearDown]
    public void Free() => _folder.Dispose();

    [Test]
    public void ARecord_HasItsColumns()
    {
        var record = Record("/penguins");
        Assert.That(record["properties"]!.AsObject().Select(pair => pair.Key), Is.EquivalentTo(new[] { "Body Mass (g)", "Island", "Sex" }));
        Assert.That(record["required"]!.AsArray().Select(name => name!.GetValue<string>()),
            Is.EquivalentTo(new[] { "Body Mass (g)", "Island", "Sex" }));
        Assert.That(record["additionalProperties"]!.GetValue<bool>(), Is.False);
        Assert.That(Types(record, "Body Mass (g)"), Is.EquivalentTo(new[] { "number", "null" }));
        Assert.That(Types(record, "Sex"), Is.EquivalentTo(new[] { "string", "null" }));
        Assert.That(record["properties"]!["Island"]!["enum"]!.AsArray().Select(word => word?.GetValue<string>()),
            Is.EqualTo(new[] { "Biscoe", "Dream", "Torgersen" }), "others are refused");
        Assert.That(record["properties"]!["Sex"]!["enum"], Is.Null, "others are taken as unknown");
        Assert.That(record["properties"]!["Sex"]!["description"]!.GetValue<string>(), Does.Contain("FEMALE, MALE"));
    }

    [Test]
    public void AnAnswer_HasItsLabels()
    {
        var answer = _paths["/penguins"]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["oneOf"]![0]!;
        Assert.That(answer["properties"]!.AsObject().Select(pair => pair.Key),
            Is.EqualTo(new[] { "label", "probability", "probabilities" }));
        Assert.That(answer["properties"]!["label"]!["enum"]!.ToJsonString(), Is.EqualTo("""["Adelie","Chinstrap","Gentoo"]"""));
        Assert.That(_paths["/penguins"]!["post"]!["responses"]!.AsObject().Select(pair => pair.Key),
            Is.EqualTo(new[] { "200", "400", "413", "415", "503" }));
    }

    [Test]
    public void FeaturesWithoutNames_AreAnArray()
    {
        var row = Record("/cars");
        Assert.That(
            (row["type"]!.GetValue<string>(), row["minItems"]!.GetValue<int>(), row["maxItems"]!.GetValue<int>(),
                row["items"]!["type"]!.GetValue<string>()), Is.EqualTo(("array", 3, 3, "number")));
    }

    [Test]
    public void AModelWithoutAFile_HasNoColumns_AndTheDocumentSaysSo() =>
        Assert.That(_paths["/missing"]!["post"]!["description"]!.GetValue<string>(), Does.Contain("'missing' cannot be served"));

    private JsonNode Record(string path) =>
        _paths[path]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["oneOf"]![0]!;

    private static IEnumerable<string> Types(JsonNode record, string column) =>
        record["properties"]![column]!["type"]!.AsArray().Select(type => type!.GetValue<string>());
}
