using System.IO.Compression;
using System.Net.Sockets;

namespace Layers.AspNetCore.Tests;

/// <summary>Tests of records over HTTP: answers, and problems of requests.</summary>
internal sealed class RecordEndpointTests
{
    private Folder _folder = null!;
    private Web _web = null!;
    private Model _model = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = new Folder();
        Files.SavePenguins(_folder["penguins.keras"]);
        Files.SaveNumbers(_folder["cars.keras"]);
        Files.SaveTwoOutputs(_folder["two.keras"]);
        Files.SaveTwoInputs(_folder["pairs.keras"]);
        Files.SaveWords(_folder["words.keras"]);
        _model = Model.Load(_folder["penguins.keras"]);
        _web = await Web.StartAsync(app =>
        {
            app.MapModel("/penguins", _folder["penguins.keras"], options => (options.MaxRows, options.MaxBodyBytes) = (3, 10_000));
            app.MapModel("/cars", _folder["cars.keras"]);
            app.MapModel("/two", _folder["two.keras"]);
            app.MapModel("/pairs", _folder["pairs.keras"]);
            app.MapModel("/words", _folder["words.keras"]);
            app.MapModel("/missing", _folder["missing.keras"]);
        });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _web.DisposeAsync();
        _model.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task ARecord_GivesAnAnswer_WithItsVersion()
    {
        var expected = _model.PredictJson(Files.Bird);
        var (response, json) = await _web.PostAsync("/penguins", Files.Bird);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That(response.Headers.GetValues("X-Model-Version").Single(), Does.Match("^[0-9a-f]{64}$"));
        Assert.That(json["label"]!.GetValue<string>(), Is.EqualTo(expected.Label));
        Assert.That(json["probability"]!.GetValue<float>(), Is.EqualTo(expected.Probability));
        Assert.That(json["probabilities"]!.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { "Adelie", "Chinstrap", "Gentoo" }));
        Assert.That(json["probabilities"]!.AsObject().Select(pair => pair.Value!.GetValue<float>()), Is.EqualTo(expected.Values.ToArray()));
    }

    [Test]
    public async Task AnArray_GivesAnArray()
    {
        var (_, one) = await _web.PostAsync("/penguins", Files.Bird);
        var (response, json) = await _web.PostAsync("/penguins", $" \n[{Files.Bird}, {Files.Bird}]", "application/json; charset=utf-8");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(json.AsArray().Select(answer => answer!.ToJsonString()), Is.EqualTo(new[] { one.ToJsonString(), one.ToJsonString() }));
        Assert.That((await _web.PostAsync("/penguins", "[]")).Json.ToJsonString(), Is.EqualTo("[]"));
    }

    [Test]
    public async Task AByteOrderMark_IsIgnored() =>
        Assert.That((await _web.PostAsync("/penguins", "\uFEFF" + Files.Bird)).Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task FeaturesWithoutNames_ComeAsArrays()
    {
        var (_, one) = await _web.PostAsync("/cars", "[1, 2, 3]");
        var (_, many) = await _web.PostAsync("/cars", "[[1, 2, 3], [4, 5, 6]]");
        using var model = Model.Load(_folder["cars.keras"]);
        Assert.That(one["value"]!.GetValue<float>(), Is.EqualTo(model.Predict([1, 2, 3])[0]));
        Assert.That(many.AsArray().Select(answer => answer!["value"]!.GetValue<float>()),
            Is.EqualTo(new[] { model.Predict([1, 2, 3])[0], model.Predict([4, 5, 6])[0] }));
        Assert.That((await _web.PostAsync("/cars", "[]")).Json.ToJsonString(), Is.EqualTo("[]"));
    }

    [TestCase("[1, 2]", "takes 3")]
    [TestCase("[[1, 2, 3], [4, 5]]", "3 and of 2")]
    [TestCase("[[1, 2, 3], 4]", "beside an array")]
    [TestCase("[1, 2, \"x\"]", "takes a number")]
    [TestCase("[1, 2, 1e300]", "float32 does not hold")]
    [TestCase("{\"x\": 1}", "so a row is an array of [3] elements")]
    [TestCase("[1, 2,", "not valid JSON")]
    public async Task ArraysThatDoNotFit_AreRefused(string body, string detail)
    {
        var (response, json) = await _web.PostAsync("/cars", body);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(json["detail"]!.GetValue<string>(), Does.Contain(detail).IgnoreCase);
    }

    [Test]
    public async Task SeveralInputsWithoutNames_ComeAsAnObjectOfArrays()
    {
        const string one = """{"pair": [10, 20], "square": [[1, 2], [3, 4]]}""";
        Assert.That((await _web.PostAsync("/pairs", one)).Json["value"]!.GetValue<float>(), Is.EqualTo(40));
        var (_, many) = await _web.PostAsync("/pairs", $$"""[{{one}}, {"pair": [0, 1], "square": [[0, 0], [0, 0]]}]""");
        Assert.That(many.AsArray().Select(answer => answer!["value"]!.GetValue<float>()), Is.EqualTo(new[] { 40f, 1f }));
        Assert.That((await _web.PostAsync("/pairs", "[]")).Json.ToJsonString(), Is.EqualTo("[]"));
    }

    [TestCase("3", "Row 0 (the first is 0) is not an object with the inputs 'square', 'pair'")]
    [TestCase("""{"pair": [1, 2]}""", "has no 'square'")]
    [TestCase("""{"pair": [1, 2], "sqare": [[1, 2], [3, 4]]}""", "Did you mean 'square'")]
    [TestCase("""{"pair": [[1, 2]], "square": [[1, 2], [3, 4]]}""", "does not have an array of [2] elements")]
    [TestCase("""{"pair": [1, 2, 3], "square": [[1, 2], [3, 4]]}""", "The input 'pair' has 3 elements at depth 1")]
    [TestCase("""[{"pair": [1, 2], "square": [[1, 2], [3, 4]]}, 5]""", "Row 1 (the first is 0) is not an object")]
    public async Task ObjectsOfArraysThatDoNotFit_AreRefused(string body, string detail)
    {
        var (response, json) = await _web.PostAsync("/pairs", body);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(json["detail"]!.GetValue<string>(), Does.Contain(detail));
    }

    [Test]
    public async Task AModelWithoutNumbers_AnswersOnlyTheInferenceProtocol()
    {
        Assert.That((await _web.PostAsync("/words", "[1]")).Response.StatusCode, Is.EqualTo(HttpStatusCode.NotImplemented));
        var (response, json) = await _web.PostAsync("/v2/models/words/infer",
            """{"inputs": [{"name": "index", "shape": [3, 1], "datatype": "INT32", "data": [0, 1, 2]}]}""");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), json.ToJsonString());
        Assert.That(json["outputs"]![0]!["datatype"]!.GetValue<string>(), Is.EqualTo("BYTES"));
        Assert.That(json["outputs"]![0]!["data"]!.ToJsonString(), Is.EqualTo("""["[UNK]","red","green"]"""));
    }

    [Test]
    public async Task SeveralOutputs_AreOneObjectEach()
    {
        using var model = Model.Load(_folder["two.keras"]);
        var (response, json) = await _web.PostAsync("/two", "[1, -1]");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), json.ToJsonString());
        var expected = model.Predict(new Dictionary<string, TensorData> { ["x"] = TensorData.Of([1f, -1f], [1, 2]) });
        Assert.That(json["price"]!["value"]!.GetValue<float>(), Is.EqualTo(expected["price"].ToArray<float>()[0]));
        Assert.That(json["tags"]!["probabilities"]!.AsObject().Select(pair => pair.Value!.GetValue<float>()),
            Is.EqualTo(expected["tags"].ToArray<float>()));
        Assert.That(json["tags"]!["labels"]!.AsArray().Select(label => label!.GetValue<string>()),
            Is.EqualTo(new[] { "cheap", "new" }.Where((_, i) => expected["tags"].ToArray<float>()[i] > 0.5f)));
    }

    [TestCase("""{"Island": "Dream", "Sex": null}""", "Body Mass (g)", null,
        "The record has no 'Body Mass (g)'. Add it, with null for a missing value. The model takes 'Body Mass (g)', 'Island', 'Sex';")]
    [TestCase("""{"Iland": "Dream", "Sex": null, "Body Mass (g)": 1}""", "Iland", null,
        "which the model does not take. Did you mean 'Island'? Leave it out. The model takes 'Body Mass (g)', 'Island', 'Sex'; names")]
    [TestCase("""{"Island": "Dream", "Sex": 3, "Body Mass (g)": 1}""", "Sex", null, "takes a text")]
    [TestCase("""{"Island": "Dream", "Sex": "MALE", "Body Mass (g)": "heavy"}""", "Body Mass (g)", null, "takes a number")]
    [TestCase("""{"Island": "Dream", "Sex": "MALE", "Body Mass (g)": 1e99}""", "Body Mass (g)", null, "out of the range of float32")]
    [TestCase("""{"Island": "Dream", "Sex": {}, "Body Mass (g)": 1}""", "Sex", null, "an object")]
    [TestCase("""{"Island": "Dream", "Sex": "MALE", "Sex": "MALE", "Body Mass (g)": 1}""", "Sex", null, "twice")]
    [TestCase("""[{"Island": "Dream", "Sex": null, "Body Mass (g)": 1}, {"Island": 5, "Sex": null, "Body Mass (g)": 1}]""", "Island", 1,
        "Record 1 (the first is 0) has the number 5")]
    [TestCase("""[{"Island": "Dream", "Sex": null, "Body Mass (g)": 1}, {"Unknown": 5}]""", "Unknown", 1,
        "Record 1 (the first is 0) has 'Unknown'")]
    [TestCase("""[{"Island": "Dream", "Sex": null, "Body Mass (g)": 1}, 3]""", null, 1, "Received a number as record 1 (the first is 0)")]
    [TestCase("""[{"Island": 1, "Sex": null, "Body Mass (g)": 1}]""", "Island", 0, "takes a text")]
    [TestCase("""{"Island": "Atlantis", "Sex": null, "Body Mass (g)": 1}""", "Island", null,
        "The model does not take 'Atlantis' as a category of 'Island'. It takes 'Biscoe', 'Dream', 'Torgersen'.")]
    [TestCase("""{"Island": null, "Sex": null, "Body Mass (g)": 1}""", "Island", null,
        "The model does not take a missing value as a category of")]
    [TestCase("""[{"Island": "Dream", "Sex": null, "Body Mass (g)": 1}, {"Island": "Drem", "Sex": null, "Body Mass (g)": 1}]""",
        "Island", 1,
        "The model does not take 'Drem' as a category of 'Island' in record 1 (the first is 0). Did you mean 'Dream'?")]
    [TestCase("""[{"Island": "Atlantis", "Sex": null, "Body Mass (g)": 1}]""", "Island", 0, "category of 'Island'. It takes")]
    [TestCase("""{"Island": "Dream", """, null, null, "not valid JSON")]
    [TestCase("""{"Island": "Dream", "Sex": null, "Body Mass (g)": 1} x""", null, null, "not valid JSON")]
    [TestCase("\"text\"", null, null, "Received a text")]
    [TestCase("   ", null, null, "not valid JSON")]
    [TestCase("", null, null, "empty")]
    public async Task ARecordThatDoesNotFit_IsAProblem(string body, string? column, int? row, string detail)
    {
        var (response, json) = await _web.PostAsync("/penguins", body);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(json["status"]!.GetValue<int>(), Is.EqualTo(400));
            Assert.That(json["title"]!.GetValue<string>(), Is.Not.Empty);
            Assert.That(json["detail"]!.GetValue<string>(), Does.Contain(detail).And.Not.Contain("\n").And.Not.Contain("   at "));
            Assert.That(json["detail"]!.GetValue<string>(), Does.Not.Contain("sequential").And.Not.Contain("NamePolicy"),
                "names that only C# code has");
            Assert.That(json["column"]?.GetValue<string>(), Is.EqualTo(column));
            Assert.That(json["row"]?.GetValue<int>(), Is.EqualTo(row));
        });
    }

    [TestCase("text/plain", 415, "text/plain")]
    [TestCase("application/x-www-form-urlencoded", 415, "Content-Type: application/json")]
    [TestCase("application/json; charset=utf-16", 415, "UTF-8")]
    [TestCase("", 415, "no content type")]
    [TestCase("application/vnd.birds+json", 200, "")]
    public async Task AnotherContentTypeThanJson_IsRefused(string type, int status, string detail)
    {
        var (response, json) = await _web.PostAsync("/penguins", Files.Bird, type);
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        if (status != 200) Assert.That(json["detail"]!.GetValue<string>(), Does.Contain(detail));
    }

    [Test]
    public async Task AnEncodedBody_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Files.Bird));
        var content =
            new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } };
        Assert.That((await _web.Client.PostAsync("/penguins", content)).StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ABodyThatIsTooLong_IsRefused(bool isChunked)
    {
        var body = new StringContent($"[{new string(' ', 20_000)}]", Encoding.UTF8, "application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/penguins") { Content = body };
        request.Headers.TransferEncodingChunked = isChunked;
        var response = await _web.Client.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That((await response.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.GetValue<string>(), Does.Contain("10,000 bytes"));
    }

    [Test]
    public async Task TooManyRows_AreRefused()
    {
        var (response, json) = await _web.PostAsync("/penguins", $"[{string.Join(',', Enumerable.Repeat(Files.Bird, 4))}]");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(json["detail"]!.GetValue<string>(), Does.Contain("4 rows").And.Contain("at most 3"));
    }

    [Test]
    public async Task AModelWithoutAFile_IsUnavailable()
    {
        var (response, json) = await _web.PostAsync("/missing", "{}");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(response.Headers.RetryAfter, Is.Not.Null);
        Assert.That(json["detail"]!.GetValue<string>(),
            Is.EqualTo("The model 'missing' cannot be served: its file cannot be loaded. The log of the server says why."));
    }

    [Test]
    public async Task AClientThatDisconnects_DisturbsNoOtherRequest()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(_web.Client.BaseAddress!.Host, _web.Client.BaseAddress.Port);
            await socket.GetStream()
                .WriteAsync(
                    Encoding.ASCII.GetBytes(
                        "POST /penguins HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"Isl"));
        }
        Assert.That((await _web.PostAsync("/penguins", Files.Bird)).Response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_web.Journal.Lines.Select(line => line.Text), Has.None.Contains("failed to answer"));
    }
}
