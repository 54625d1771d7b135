using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Layers.Cli.Tests;

internal sealed class ServeTests
{
    [Test]
    public async Task Models_are_served_until_it_is_stopped()
    {
        using var server =
            Serving.Start("serve", Models.Penguins, Models.Cars, "--urls", "http://127.0.0.1:0", "--json", "--max-rows", "2");
        var served = JsonNode.Parse(await server.FirstLine)!;
        var url = (string)served["urls"]![0]!;
        Assert.That(served["models"]!.AsArray().Select(model => (string?)model!["route"]),
            Is.EqualTo(new[] { "/penguins", "/fuel-efficiency" }));
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        var answer = await Post(client, "/fuel-efficiency", "[8, 390, 190, 3850, 8.5, 70, 0, 0, 1]");
        using var model = Model.Load(Models.Cars);
        Assert.That((float)answer["value"]!, Is.EqualTo(model.Predict([8, 390, 190, 3850, 8.5f, 70, 0, 0, 1])[0]));
        Assert.That(
            (int)(await Post(client, "/fuel-efficiency", "[[1,2,3,4,5,6,7,8,9],[1,2,3,4,5,6,7,8,9],[1,2,3,4,5,6,7,8,9]]"))["status"]!,
                Is.EqualTo(413));
        Assert.That(await client.GetStringAsync("/health"), Is.EqualTo("Healthy"));
        Assert.That((string?)JsonNode.Parse(await client.GetStringAsync("/v2/models/penguins"))!["versions"]![0],
            Is.EqualTo((string?)served["models"]![0]!["version"]));
        Assert.That(JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!["paths"]!["/penguins"], Is.Not.Null);
        Assert.That(await client.GetStringAsync("/"),
            Does.Contain("<a href=\"/pages/fuel-efficiency\">").And.Contain("<a href=\"/pages/penguins\">"));
        Assert.That(await client.GetStringAsync("/pages/penguins"), Does.Contain("name=\"Island\""));
        var run = await server.StopAsync();
        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Fine, "")));
    }

    [Test]
    public async Task The_page_can_be_turned_off()
    {
        using var server = Serving.Start("serve", Models.Penguins, "--urls", "http://127.0.0.1:0", "--json", "--no-page");
        using var client = new HttpClient { BaseAddress = new Uri((string)JsonNode.Parse(await server.FirstLine)!["urls"]![0]!) };
        Assert.That((await client.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await client.GetStringAsync("/health"), Is.EqualTo("Healthy"));
        Assert.That((await server.StopAsync()).Code, Is.EqualTo(ExitCode.Fine));
    }

    [TestCase("{\"Island\":\"Dream\"}", "--missing-names", "as-missing")]
    [TestCase("{\"Island\":\"Dream\",\"Colour\":\"grey\",\"Sex\":null,\"Beak Length (mm)\":1,\"Beak Depth (mm)\":1,"
        + "\"Flipper Length (mm)\":1,\"Body Mass (g)\":1}", "--unknown-names", "ignore")]
    public async Task Names_are_refused_or_taken(string record, string option, string policy)
    {
        foreach (var value in new[] { "refuse", policy })
        {
            using var server = Serving.Start("serve", Models.Penguins, "--urls", "http://127.0.0.1:0", "--json", option, value);
            using var client = new HttpClient { BaseAddress = new Uri((string)JsonNode.Parse(await server.FirstLine)!["urls"]![0]!) };
            var answer = await Post(client, "/penguins", record);
            Assert.That(answer["label"] is not null, Is.EqualTo(value == policy), answer.ToJsonString());
            Assert.That((await server.StopAsync()).Code, Is.EqualTo(ExitCode.Fine));
        }
    }

    [TestCase("--skew", "1.5", "from 0 to 1")]
    [TestCase("--skew", "NaN", "from 0 to 1")]
    [TestCase("--max-rows", "0", "1 row or more")]
    [TestCase("--max-body", "-1", "1 byte or more")]
    [TestCase("--unknown-names", "as-missing", "ignore")]
    [TestCase("--missing-names", "ignore", "as-missing")]
    public void Options_out_of_range_are_named(string option, string value, string allowed) =>
        Assert.That(Run.Refused("serve", Models.Penguins, option, value), Does.Contain(allowed).And.Contain(value));

    [Test]
    public async Task Addresses_are_printed()
    {
        using var server = Serving.Start("serve", Models.Penguins, "--urls", "http://127.0.0.1:0");
        Assert.That(await server.FirstLine, Does.StartWith("listening on http://127.0.0.1:"));
        var run = await server.StopAsync();
        Assert.That(run.Output, Does.Contain("/penguins   ").And.Contain("version ").And.Contain("/   the pages of the models"));
    }

    [Test]
    public void Errors_are_one_line()
    {
        using var folder = new Folder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        File.WriteAllText(folder["garbage.keras"], "garbage");
        File.Copy(Models.Penguins, folder["a b.keras"]);
        File.Copy(Models.Cars, folder["penguins.keras"]);
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("serve", folder["missing.keras"]), Does.Contain("There is no file").And.Contain("missing.keras"));
            Assert.That(Run.Refused("serve", folder["garbage.keras"]), Does.Contain("garbage.keras"));
            Assert.That(Run.Refused("serve", folder.Root), Does.Contain("is a folder"));
            Assert.That(Run.Refused("serve", folder["a b.keras"]), Does.Contain("rename"));
            Assert.That(Run.Refused("serve", Models.Penguins, folder["penguins.keras"]),
                Does.Contain("Two models have the key 'penguins'"));
            Assert.That(Run.Refused("serve", Models.Penguins, "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"),
                Does.Contain("in use"));
            Assert.That(Run.Refused("serve", Models.Penguins, "--urls", "nonsense"), Does.Contain("'nonsense' is not an address"));
            Assert.That(Run.Refused("serve", Models.Penguins, "--skew", "2", "--urls", "http://127.0.0.1:0"),
                Does.Contain("--skew takes a share from 0 to 1"));
            Assert.That(Run.Refused("serve"), Does.Contain("layers serve --help"));
        });
    }

    private static async Task<JsonNode> Post(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return JsonNode.Parse(await (await client.PostAsync(path, content)).Content.ReadAsStringAsync())!;
    }
}
