using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Models in files: Keras's <c>.keras</c> archive both ways, and ONNX out.</summary>
/// <remarks>Format: <see href="https://keras.io/guides/serialization_and_saving/"/>. What is written opens in Keras 3.3 and later with no code of ours.</remarks>
public static class KerasFile
{
    // The newest release whose key set every release since 3.3 accepts.
    private const string KerasVersion = "3.12.0";

    extension(Model model)
    {
        /// <summary>Saves the model with its weights, its adapted state, how it was compiled, and the optimizer's memory.</summary>
        /// <param name="path">The file, which should end in <c>.keras</c>; replaced as a whole, or not at all.</param>
        /// <exception cref="ArgumentException">The name does not end in <c>.keras</c>, which Keras asks for.</exception>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="NotSupportedException">A layer's class is not registered; the message says how.</exception>
        /// <exception cref="IOException">The file cannot be written; the old one is whole.</exception>
        public void Save(string path)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(path);
            if (!path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase)) throw Throw.WrongExtension(path);
            model.RequireAdapted();
            var config = Encoding.UTF8.GetBytes(KerasJson.Write(LayerJson.Write(model)));
            using var buffer = new MemoryStream();
            WeightsFile.Write(WeightTree.Write(model), buffer);
            var weights = buffer.ToArray();
            var saved = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd@HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
            var metadata = new JsonObject { ["keras_version"] = KerasVersion, ["date_saved"] = saved };
            AtomicFile.Write(path, stream => Archive.Write(stream,
            [
                (Archive.Metadata, Encoding.UTF8.GetBytes(KerasJson.Write(metadata))),
                (Archive.Config, config),
                (Archive.Weights, weights),
                (Archive.Extra, ExtraState.Write(model, config, weights)),
            ]));
        }

        /// <summary>Writes what <c>Predict</c> runs as an ONNX file: raw rows in, predictions out, everything between inside, any number of rows.</summary>
        /// <param name="path">The file; replaced as a whole, or not at all.</param>
        /// <returns>The graph that was written; its <see cref="Graph.Opset"/> is what a runtime must know.</returns>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="IOException">The file cannot be written; the old one is whole.</exception>
        public Graph ExportOnnx(string path)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(path);
            if (model.Inputs.Count == 0) throw Throw.NotBuilt(model);
            model.RequireAdapted();
            var graph = model.PredictionGraph();
            var metadata = new Dictionary<string, string> { ["layers"] = string.Join(", ", model.Layers) };
            var bytes = OnnxWriter.Write(graph, metadata);
            AtomicFile.Write(path, stream => stream.Write(bytes));
            return graph;
        }
    }

    extension(Model)
    {
        /// <summary>Opens a saved model, of this library or of Keras.</summary>
        /// <param name="path">A <c>.keras</c> archive.</param>
        /// <param name="compile">Whether loss, metrics and optimizer are restored as well; default true. Without them it predicts.</param>
        /// <returns>The model; what could not be restored but does not matter for predicting is in its <see cref="Model.LoadWarnings"/>.</returns>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">It is no archive, lacks an entry, holds a layer, setting or loss that is not known, or weights of another shape; the message names it.</exception>
        public static Model Load(string path, bool compile = true)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            var entries = Archive.Read(path, [Archive.Config, Archive.Weights], [Archive.Extra]);
            var (config, weights) = (entries[Archive.Config]!, entries[Archive.Weights]!);
            var json = Parse(path, config);
            if (LayerJson.Read(json) is not Model model) throw Throw.NotAModel(path, KerasObjects.ClassName(json)!);

            var warnings = new List<string?>();
            var tree = WeightsFile.Read(weights);
            WeightTree.Read(tree, model);
            if (compile && json["compile_config"] is JsonObject { Count: > 0 } compiled)
            {
                model.Compile(CompileJson.Read(compiled, model.OutputNames));
                warnings.Add(OptimizerVariables.Read(model.Optimizer!, model.TrainableWeights, tree.Variables("optimizer/vars")));
            }
            if (entries[Archive.Extra] is { } extra) warnings.Add(ExtraState.Read(extra, model, config, weights));
            model.LoadWarnings = [.. warnings.OfType<string>()];
            return model;
        }
    }

    private static JsonNode Parse(string path, byte[] bytes)
    {
        try
        {
            return KerasJson.Parse(Encoding.UTF8.GetString(bytes)) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw Throw.BadJson(path, Archive.Config, e);
        }
    }
}
