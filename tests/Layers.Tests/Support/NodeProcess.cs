using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Runs ONNX files in onnxruntime-node: one process for many files.</summary>
internal static class NodeProcess
{
    // 64-bit integers are texts in both directions, because JavaScript's numbers cannot hold them.
    private const string Script = """
        const [ort, fs] = [require('onnxruntime-node'), require('fs')];
        const kinds = {
            string: data => data, int64: data => BigInt64Array.from(data, BigInt), int32: data => Int32Array.from(data),
            float32: data => Float32Array.from(data), float64: data => Float64Array.from(data), bool: data => Uint8Array.from(data),
        };
        const plain = value => typeof value === 'bigint' ? value.toString() : value;
        (async () => {
            const results = [];
            for (const job of JSON.parse(fs.readFileSync(process.argv[1], 'utf8'))) {
                try {
                    const session = await ort.InferenceSession.create(job.file);
                    const feeds = {};
                    for (const [name, x] of Object.entries(job.inputs)) feeds[name] = new ort.Tensor(x.dtype, kinds[x.dtype](x.data), x.shape);
                    const outputs = await session.run(feeds), y = outputs[session.outputNames[0]];
                    results.push({ dtype: y.type, shape: y.dims, data: Array.from(y.data, plain) });
                } catch (error) {
                    results.push({ error: String(error) });
                }
            }
            fs.writeFileSync(process.argv[2], JSON.stringify(results));
        })();
        """;

    /// <summary>Returns the first output of each file.</summary>
    /// <param name="work">The folder for the messages in both directions.</param>
    /// <param name="jobs">Files, each with its inputs by name.</param>
    public static IReadOnlyList<TensorData> Run(TempFolder work,
        IReadOnlyList<(string File, IReadOnlyDictionary<string, TensorData> Inputs)> jobs)
    {
        if (Environment.GetEnvironmentVariable("LAYERS_NODE") is not { Length: > 0 } folder)
            throw new IgnoreException("LAYERS_NODE does not name a folder with onnxruntime-node.");
        var (input, output) = (work.At("jobs.json"), work.At("results.json"));
        File.WriteAllText(input, new JsonArray([.. jobs.Select(job => new JsonObject
        {
            ["file"] = job.File, ["inputs"] = new JsonObject(job.Inputs.Select(feed => KeyValuePair.Create(feed.Key,
                (JsonNode?)Json(feed.Value)))),
        })]).ToJsonString());
        var start = new ProcessStartInfo("node", ["-e", Script, input, output]) { RedirectStandardError = true, WorkingDirectory = folder };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
        return [.. JsonNode.Parse(File.ReadAllText(output))!.AsArray().Zip(jobs, (result, job) => Tensor(result!, job.File))];
    }

    private static JsonObject Json(TensorData x) => new()
    {
        ["dtype"] = x.Type.Name(),
        ["shape"] = new JsonArray([.. x.Shape.ToArray().Select(size => JsonValue.Create(size))]),
        ["data"] = x.Type switch
        {
            DType.String => new JsonArray([.. x.ToArray<string>().Select(text => JsonValue.Create(text))]),
            DType.Int64 =>
                new JsonArray([.. x.ToArray<long>().Select(number => JsonValue.Create(number.ToString(CultureInfo.InvariantCulture)))]),
            _ => new JsonArray([.. Casting.Cast(x, DType.Float64).ToArray<double>().Select(number => JsonValue.Create(number))]),
        },
    };

    private static TensorData Tensor(JsonNode result, string file)
    {
        Assert.That(result["error"], Is.Null, $"{Path.GetFileName(file)}: {result["error"]}");
        return Golden.Tensor(result);
    }
}
