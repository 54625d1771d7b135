namespace Layers;

/// <summary>Describes files that Layers does not open, so that an error can name the kind of file and the remedy.</summary>
internal static class ForeignFiles
{
    private const string FromTensorFlow = "Load it with the Keras that wrote it and save it with model.save(\"name.keras\").";

    private const string FromSavedModel =
        "To predict with it, give its folder to SavedModel.Load of the package Layers.TensorFlow (using " +
        "Layers.TensorFlow). To train it on, " +
        "load it with the Keras that wrote it and save it with model.save(\"name.keras\").";

    private const string FromPickle = "The package Layers.ScikitLearn reads it as data (using Layers.ScikitLearn): ScikitLearnFile.Read " +
        "opens scalers, encoders and pickled Keras models, " +
        "and Model.Adopt joins a model with its scalers.";

    /// <summary>Returns the description of a file or folder, and the advice for it.</summary>
    public static (string Is, string Do) Describe(string path)
    {
        if (Directory.Exists(path)) return Folder(path);
        var header = new byte[16];
        using (var stream = File.OpenRead(path))
            Array.Resize(ref header, stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false));
        var name = Path.GetFileName(path);
        bool Ends(string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
        bool Starts(ReadOnlySpan<byte> bytes, int at = 0) => header.Length > at && header.AsSpan(at).StartsWith(bytes);

        if (header.Length == 0) return ("an empty file", "Fetch or save it again.");
        if (WeightsFile.IsHdf5(header))
            return ("an HDF5 file that Keras did not write: it has no model_config, no layer_names, and none of the groups of a weights " +
                "file", FromTensorFlow);
        if (Starts("TFL3"u8, 4)) return ("a TensorFlow Lite model, which holds no layers", "Open the .keras file that it was made from.");
        if (Ends(".onnx")) return ("an ONNX model, which holds operators and no layers", "Run it with ONNX Runtime. To train the model " +
            "further, open its .keras file.");
        if (name == "saved_model.pb") return ("a part of a TensorFlow SavedModel", FromSavedModel);
        if (Ends(".pb")) return ("a TensorFlow graph, which holds operators and no layers", FromTensorFlow);
        if (Ends(".index") || Ends(".ckpt") || name.Contains(".data-0000", StringComparison.Ordinal))
            return ("a TensorFlow checkpoint, which holds variables without the model", FromTensorFlow);
        if (Starts([0x93, .. "NUMPY"u8])) return ("a NumPy array", "Layers opens models and their weights.");
        if (header[0] == 0x80) return ("a Python pickle", FromPickle);
        if (Ends(".joblib") || Ends(".pkl") || Ends(".pickle")) return ("a joblib or pickle file", FromPickle);
        if (header[0] is (byte)'{' or (byte)'[') return ("a JSON text", "A model needs its settings and its weights: save both with " +
            "model.save(\"name.keras\").");
        return ("of no kind that Layers recognizes", "Check that the file is complete and was saved with model.save(\"name.keras\").");
    }

    private static (string, string) Folder(string path)
    {
        if (File.Exists(Path.Combine(path, "saved_model.pb"))) return ("a TensorFlow SavedModel", FromSavedModel);
        if (File.Exists(Path.Combine(path, "checkpoint")) || Directory.EnumerateFiles(path, "*.index").Any())
            return ("a folder of TensorFlow checkpoints, which hold variables without the model", FromTensorFlow);
        if (Directory.EnumerateDirectories(path)
            .Any(step => Directory.EnumerateFileSystemEntries(step)
            .Any(item => Path.GetFileName(item) is "pytree" or "_CHECKPOINT_METADATA")))
            return ("a folder of Orbax checkpoints", FromTensorFlow);
        return ("a folder without the config.json of a model", "Give the folder that Keras saved with zipped=False, or the .keras file.");
    }
}
