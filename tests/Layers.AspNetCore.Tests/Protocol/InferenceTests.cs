namespace Layers.AspNetCore.Tests;

/// <summary>Tests of the open inference protocol, version 2: metadata, health, and tensors in requests and answers.</summary>
internal sealed class InferenceTests
{
    private Folder _folder = null!;
    private Web _web = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = new Folder();
        Files.SavePenguins(_folder["penguins.keras"]);
        Files.SaveNumbers(_folder["fuel.keras"]);
        _web = await Web.StartAsync(app =>
        {
            app.MapModel("/penguins", _folder["penguins.keras"], options => options.MaxRows = 10);
            app.MapModel("/api/cars", _folder["fuel.keras"]);
        });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task TheServer_HasMetadata_AndIsLive()
    {
        var (_, server) = await _web.GetAsync("/v2");
        Assert.That(server["name"]!.GetValue<string>(), Is.EqualTo("layers"));
        Assert.That(server["version"]!.GetValue<string>(), Is.EqualTo("0.1.0"));
        Assert.That(server["extensions"]!.AsArray(), Is.Empty);
        Assert.That((await _web.GetAsync("/v2/health/live")).Json.ToJsonString(), Is.EqualTo("""{"live":true}"""));
        var (ready, json) = await _web.GetAsync("/v2/health/ready");
        Assert.That((ready.StatusCode, json.ToJsonString()), Is.EqualTo((HttpStatusCode.OK, """{"ready":true}""")));
    }

    [Test]
    public async Task AModel_HasMetadata()
    {
        var (response, json) = await _web.GetAsync("/v2/models/penguins");
        var version = response.Headers.GetValues("X-Model-Version").Single();
        Assert.That(json["versions"]!.AsArray().Select(each => each!.GetValue<string>()), Is.EqualTo(new[] { version }));
        Assert.That(json["name"]!.GetValue<string>(), Is.EqualTo("penguins"));
        Assert.That(json["inputs"]!.ToJsonString(), Does.Contain("""{"name":"Island","datatype":"BYTES","shape":[-1,1]}"""));
        Assert.That(json["inputs"]!.AsArray().Select(input => input!["name"]!.GetValue<string>()),
            Is.EquivalentTo(new[] { "Body Mass (g)", "Island", "Sex" }));
        Assert.That(json["outputs"]!.ToJsonString(),
            Is.EqualTo(
                """[{"name":"species","datatype":"FP32","shape":[-1,3]},{"name":"species/label","datatype":"BYTES","shape":[-1]}]"""));
        Assert.That((await _web.GetAsync($"/v2/models/penguins/versions/{version}")).Json.ToJsonString(), Is.EqualTo(json.ToJsonString()));
        Assert.That((await _web.GetAsync("/v2/models/penguins/ready")).Json.ToJsonString(),
            Is.EqualTo("""{"name":"penguins","ready":true}"""));
        Assert.That((await _web.GetAsync($"/v2/models/penguins/versions/{version}/ready")).Response.StatusCode,
            Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await _web.GetAsync("/v2/models/penguins/versions/1/ready")).Response.StatusCode,
            Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Columns_AreReadByName_InAnyOrder_AndTheIdIsRepeated()
    {
        var (response, json) = await _web.PostAsync("/v2/models/penguins/infer", """
            {"id": "42", "inputs": [
              {"name": "Sex", "shape": [2, 1], "datatype": "BYTES", "data": [[null], ["MALE"]]},
              {"name": "Body Mass (g)", "shape": [2], "datatype": "INT64", "data": [3350, null]},
              {"name": "Island", "shape": [2, 1], "datatype": "BYTES", "data": ["Dream", "Biscoe"]}]}
            """);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), json.ToJsonString());
        using var model = Model.Load(_folder["penguins.keras"]);
        var expected = model.PredictJsonArray($$"""[{{Files.Bird}}, {"Island": "Biscoe", "Sex": "MALE", "Body Mass (g)": null}]""");
        Assert.That((json["id"]!.GetValue<string>(), json["model_name"]!.GetValue<string>()), Is.EqualTo(("42", "penguins")));
        Assert.That(json["model_version"]!.GetValue<string>(), Is.EqualTo(response.Headers.GetValues("X-Model-Version").Single()));
        Assert.That(json["outputs"]![0]!["shape"]!.ToJsonString(), Is.EqualTo("[2,3]"));
        Assert.That(json["outputs"]![0]!["data"]!.AsArray().Select(number => number!.GetValue<float>()),
            Is.EqualTo(expected.SelectMany(prediction => prediction.Values.ToArray())));
        Assert.That(json["outputs"]![1]!["data"]!.AsArray().Select(label => label!.GetValue<string>()),
            Is.EqualTo(expected.Select(prediction => prediction.Label)));
    }

    [Test]
    public async Task AMatrix_IsFlatOrNested_AndOutputsAreChosen()
    {
        using var model = Model.Load(_folder["fuel.keras"]);
        var expected = model.Predict(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }).Cast<float>().ToArray();
        var name = model.Inputs[0].Name;
        var output = model.OutputNames[0];
        foreach (var data in new[] { "[1,2,3,4,5,6]", "[[1,2,3],[4,5,6]]" })
        {
            var input = $$"""{"name": "{{name}}", "shape": [2, 3], "datatype": "FP64", "data": {{data}}}""";
            var body = $$"""{"inputs": [{{input}}], "outputs": [{"name": "{{output}}"}]}""";
            var (response, json) = await _web.PostAsync("/v2/models/cars/infer", body);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), json.ToJsonString());
            Assert.That(json["outputs"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That(json["outputs"]![0]!["data"]!.AsArray().Select(number => number!.GetValue<float>()), Is.EqualTo(expected));
            Assert.That(json["id"], Is.Null);
        }
    }

    [TestCase("", 400, "empty")]
    [TestCase("{", 400, "not valid JSON")]
    [TestCase("[]", 400, "inputs")]
    [TestCase("""{"inputs": 3}""", 400, "a number")]
    [TestCase("""{"inputs": []}""", 400, "no input 'INPUT'")]
    [TestCase("""{"id": 3, "inputs": []}""", 400, "\"id\"")]
    [TestCase("""{"inputs": [{"name": "INPUTT", "shape": [1,3], "datatype": "FP32", "data": [1,2,3]}]}""", 400, "does not take")]
    [TestCase("""{"inputs": [{"shape": [1,3], "datatype": "FP32", "data": [1,2,3]}]}""", 400, "no \"name\"")]
    [TestCase("""{"inputs": [{"name": "INPUT", "datatype": "FP32", "data": [1,2,3]}]}""", 400, "no \"shape\"")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [1,-3], "datatype": "FP32", "data": [1,2,3]}]}""", 400, "integers of 0 or more")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [1,4], "datatype": "FP32", "data": [1,2,3,4]}]}""", 400, "[1, 4]")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [0,3], "datatype": "FP32", "data": []}]}""", 400, "no rows")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [1,3], "datatype": "FP31", "data": [1,2,3]}]}""", 400, "FP31")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [1,3], "datatype": "BYTES", "data": ["1","2","3"]}]}""", 400, "takes FP32")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [1,3], "datatype": "FP32", "data": [1,2]}]}""", 400, "2 elements")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [1,3], "datatype": "FP32", "data": [1,2,"3"]}]}""", 400, "takes a number")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [2,3], "datatype": "FP32", "data": [[1,2],[3,4],[5,6]]}]}""", 400,
        "nested like its shape")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [1,3], "datatype": "FP32", "data": [1,2,3]}, """ +
        """{"name": "INPUT", "shape": [1,3], "datatype": "FP32", "data": [1,2,3]}]}""", 400, "twice")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [1,3], "datatype": "FP32", "data": [1,2,3]}], "outputs": [{"name": "wrong"}]}""",
        400, "'wrong'")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [11000,3], "datatype": "FP32", "data": []}]}""", 413, "11,000 rows")]
    [TestCase("""{"inputs": [{"name": "INPUT", "shape": [9223372036854775807,3], "datatype": "FP32", "data": []}]}""", 413, "rows")]
    public async Task AFault_IsAnErrorOfTheProtocol(string body, int status, string error)
    {
        using var model = Model.Load(_folder["fuel.keras"]);
        var (response, json) =
            await _web.PostAsync("/v2/models/cars/infer",
                body.Replace("\"INPUT\"", $"\"{model.Inputs[0].Name}\"", StringComparison.Ordinal));
        Assert.That((int)response.StatusCode, Is.EqualTo(status), json.ToJsonString());
        Assert.That(json.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { "error" }));
        Assert.That(json["error"]!.GetValue<string>(),
            Does.Contain(error.Replace("INPUT", model.Inputs[0].Name, StringComparison.Ordinal)).And.Not.Contain("\n"));
    }

    [Test]
    public async Task ACategoryThatIsRefused_IsNamedWithItsColumn()
    {
        var (response, json) = await _web.PostAsync("/v2/models/penguins/infer", """
            {"inputs": [
              {"name": "Sex", "shape": [2, 1], "datatype": "BYTES", "data": [null, null]},
              {"name": "Body Mass (g)", "shape": [2], "datatype": "INT64", "data": [3350, 3350]},
              {"name": "Island", "shape": [2, 1], "datatype": "BYTES", "data": ["Dream", "Torgerson"]}]}
            """);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(json["error"]!.GetValue<string>(),
            Is.EqualTo("The model does not take 'Torgerson' as a category of 'Island' in record 1 (the first is 0). " +
                "Did you mean 'Torgersen'? It takes 'Biscoe', 'Dream', 'Torgersen'."));
    }

    [TestCase("/v2/models/penguin", "Did you mean 'penguins'")]
    [TestCase("/v2/models/penguin/ready", "no model 'penguin'")]
    [TestCase("/v2/models/penguins/versions/1", "no version '1'")]
    [TestCase("/v2/models/penguins/wrong", "does not answer GET")]
    public async Task AnUnknownModelOrVersion_IsNotFound(string path, string error)
    {
        var (response, json) = await _web.GetAsync(path);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(json["error"]!.GetValue<string>(), Does.Contain(error));
    }

    [Test]
    public async Task AnotherContentType_IsRefused() =>
        Assert.That((await _web.PostAsync("/v2/models/cars/infer", "x", "application/octet-stream")).Response.StatusCode,
            Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
}
