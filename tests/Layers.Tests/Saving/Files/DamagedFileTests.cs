using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>With any change, a <c>.h5</c> file opens or is refused by the documented exception: no other exception, no crash, no
/// hang.</summary>
public sealed class DamagedFileTests
{
    private static readonly string[] s_values = ["null", "1", "-1", "2.5", "true", "\"x\"", "[]", "{}", "[1]", "[\"x\", 7, 7]",
        "[[\"x\", 0, 9, {}]]", "{\"class_name\": \"Dense\", \"config\": {}}", "{\"class_name\": \"Model\", \"config\": {\"layers\": []}}"];

    [Test]
    public void DamagedBytes_AreReadOrRefused([Values("keras2/sequential.h5", "keras2/functional.h5", "keras3/nested.h5")] string file)
    {
        var whole = File.ReadAllBytes(FileCase.Of(file).Path);
        var refused = 0;
        using var folder = new TempFolder();
        for (var seed = 0; seed < 120; seed++)
        {
            var random = new System.Random(seed);
            var bytes = (byte[])whole.Clone();
            for (var i = random.Next(1, 20); i > 0; i--)
                if (Array.FindIndex(bytes, random.Next(bytes.Length), b => b != 0) is >= 0 and var at)
                    bytes[at] = (byte)random.Next(256);
            File.WriteAllBytes(folder.At("model.h5"), bytes);
            refused += Refusals(() => Model.Load(folder.At("model.h5")), $"seed {seed}");
        }
        Assert.That(refused, Is.GreaterThan(30));
    }

    [Test]
    public void DamagedSettings_AreReadOrRefused([Values("keras2/sequential.h5", "keras2/layer_list.h5", "keras2/functional.h5",
        "keras3/nested.h5")] string file)
    {
        var bytes = File.ReadAllBytes(FileCase.Of(file).Path);
        var refused = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new System.Random(seed);
            var root = WeightsFile.Read(bytes);
            var note = random.Next(3) == 0 && root.Notes.ContainsKey("training_config") ? "training_config" : "model_config";
            var json = JsonNode.Parse(root.Notes[note][0])!;
            JsonNode[] places = [.. All(json).Where(node => node.Parent is not null)];
            var place = places[random.Next(places.Length)];
            var what = $"seed {seed}: {place.GetPath()}";
            if (place.Parent is JsonObject owner && random.Next(4) == 0) owner.Remove(place.GetPropertyName());
            else place.ReplaceWith(JsonNode.Parse(s_values[random.Next(s_values.Length)]));
            root.Notes[note] = [json.ToJsonString()];
            refused += Refusals(() => LegacyModel.Read("model.h5", root, compile: true), $"{what} {json.ToJsonString()}");
        }
        Assert.That(refused, Is.GreaterThan(100));
    }

    private static int Refusals(Func<Model> load, string what)
    {
        try
        {
            load().Dispose();
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException)
        {
            return 1;
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}\n{e}");
            return 0;
        }
    }

    private static IEnumerable<JsonNode> All(JsonNode? node) => node switch
    {
        JsonObject json => [json, .. json.SelectMany(pair => All(pair.Value))],
        JsonArray list => [list, .. list.SelectMany(All)],
        null => [],
        _ => [node],
    };
}
