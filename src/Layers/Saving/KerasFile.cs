namespace Layers;

/// <summary>Models in files: Keras's <c>.keras</c> archive both ways, and ONNX out.</summary>
/// <remarks>Format: <see href="https://keras.io/guides/serialization_and_saving/"/>. What is written opens in Keras 3.3 and later with no
/// code of ours.</remarks>
public static class KerasFile
{
    extension(Model model)
    {
        /// <summary>Saves the model with its weights, its adapted state, how it was compiled, and the optimizer's memory.</summary>
        /// <remarks>A layer that stands in several models is in the file in each place, with its weights and the optimizer's memory of
        /// them. Loaded here it is one layer again. In Keras it is a layer of its own in each place: it predicts the same, and when it is
        /// trained further, the copies go apart.</remarks>
        /// <param name="path">The file, which must end in <c>.keras</c>, or the folder, which must not; replaced as a whole, or not at
        /// all.</param>
        /// <param name="zipped">Whether it is one file, the default, or a folder with the files of the archive, which Keras reads since
        /// 3.7.</param>
        /// <returns>What works otherwise in another program, as a layer's name that TensorFlow does not take. Nothing is written to a
        /// console.</returns>
        /// <exception cref="ArgumentException">The name ends otherwise than Keras asks for.</exception>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="NotSupportedException">A layer's class is not registered; the message says how.</exception>
        /// <exception cref="IOException">It cannot be written, or is a folder that holds more than a model; the old one is
        /// whole.</exception>
        /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
        /// <example><code>
        /// model.Save(path);                                               // "model.keras": layers, weights, and what Adapt learned
        /// </code></example>
        public SaveReport Save(string path, bool zipped = true) => model.Save(path, new SaveOptions { Zipped = zipped });

        /// <summary>Saves the model with its weights, its adapted state, how it was compiled, and the optimizer's memory.</summary>
        /// <param name="path">The file, which must end in <c>.keras</c>, or the folder, which must not; replaced as a whole, or not at
        /// all.</param>
        /// <param name="options">How it is written, and whether it keeps a row for health checks.</param>
        /// <inheritdoc cref="Save(Model, string, bool)" path="/remarks"/>
        /// <inheritdoc cref="Save(Model, string, bool)" path="/returns"/>
        /// <exception cref="ArgumentException">The name ends otherwise than Keras asks for; or the health row is no row of the
        /// model.</exception>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot compute with the health row.</exception>
        /// <exception cref="NotSupportedException">A layer's class is not registered; the message says how. Or there is a health row, and
        /// the model goes on from batch to batch.</exception>
        /// <exception cref="IOException">It cannot be written, or is a folder that holds more than a model; the old one is
        /// whole.</exception>
        /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
        public SaveReport Save(string path, SaveOptions options)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(path);
            ArgumentNullException.ThrowIfNull(options);
            model.RequireNotDisposed();
            return model.Written(path, options);
        }

        /// <summary>The same for a callback: a model that is disposed while it trains still ends its training, and saves.</summary>
        internal SaveReport Written(string path, SaveOptions options)
        {
            if (options.Zipped != path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase)) throw Throw.WrongExtension(path, options.Zipped);
            var entries = ModelArchive.Write(model, options);
            if (options.Zipped) AtomicFile.Write(path, stream => Archive.Write(stream, entries));
            else ArchiveFolder.Write(path, entries);
            return SaveReport.Of(model);
        }

        /// <summary>Writes <see cref="Model.ToGraph"/> as an ONNX file: raw rows in, predictions out, everything between inside, any number
        /// of rows.</summary>
        /// <remarks>The file's metadata says the columns of the inputs and the classes of the outputs, as JSON under the keys
        /// <c>layers.inputs</c> and <c>layers.outputs</c>; <see cref="OnnxReader.Metadata"/> reads them back.</remarks>
        /// <param name="path">The file; replaced as a whole, or not at all.</param>
        /// <param name="useExtensions">Whether the file may have operators of Microsoft.ML.OnnxRuntime.Extensions (domain
        /// <c>ai.onnx.contrib</c>) where ONNX has none and theirs give the same: for <see cref="Hashing"/> without a salt, and for lookups
        /// with several OOV indices and no salt. A session must register that library before it opens such a file. A hash of texts needs
        /// operator set 19, and a text with a NUL, which that library would cut off, stops the run. Default false: the file has standard
        /// operators alone, and any runtime opens it.</param>
        /// <returns>The graph that was written; its <see cref="Graph.Opset"/> is what a runtime must know.</returns>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="NotSupportedException">A layer computes what there is no operator for, as <see cref="HashedCrossing"/>; the
        /// message names it.</exception>
        /// <exception cref="IOException">The file cannot be written; the old one is whole.</exception>
        /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
        /// <example><code>
        /// model.ExportOnnx(path);                                         // raw rows in, any number of them
        /// </code></example>
        public Graph ExportOnnx(string path, bool useExtensions = false)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(path);
            var graph = model.ToGraph();
            if (useExtensions) graph = graph.WithExtensions();
            HostLayers.Refuse(model, graph);
            var bytes = OnnxWriter.Write(graph, OnnxMetadata.Of(model, graph));
            AtomicFile.Write(path, stream => stream.Write(bytes));
            return graph;
        }
    }

    extension(Model)
    {
        /// <summary>Opens a saved model, of this library or of Keras.</summary>
        /// <param name="path">A <c>.keras</c> archive, zipped or a folder, of Keras 2.12 and later on any system, or a whole model in HDF5,
        /// of Keras 2 or 3. It is recognized by what is in it, whatever its name.</param>
        /// <param name="compile">Whether loss, metrics and optimizer are restored as well; default true. Without them it predicts.</param>
        /// <returns>The model. Its <see cref="Model.LoadReport"/> says what was left out, none of which matters for predicting, and what
        /// saving will change.</returns>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="IOException">It cannot be read.</exception>
        /// <exception cref="InvalidDataException">Whatever is wrong with what is in the file: it is no model or only its weights, lacks an
        /// entry, is damaged, holds a layer, setting or loss that is not known, or weights of another shape. The message names the entry,
        /// the place in it, and the reason.</exception>
        /// <example><code>
        /// using var loaded = Model.Load(path);                            // written here or by Keras
        /// Console.WriteLine(loaded.LoadReport);
        /// </code></example>
        public static Model Load(string path, bool compile = true)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            return Read(ModelFile.Open(path), compile);
        }
    }

    /// <summary>Reads a model from a file that is open, so that a file which takes its place meanwhile is not mixed with it.</summary>
    /// <param name="path">What it is called in messages.</param>
    /// <param name="stream">The file; it can seek, and stays open.</param>
    /// <exception cref="InvalidDataException">Whatever is wrong with what is in the file.</exception>
    internal static Model Read(string path, Stream stream)
    {
        var file = ModelFile.Of(path, stream);
        if (file.Kind != FileKind.Archive) return Read(file, compile: true);
        stream.Position = 0;
        using var entries = new ZipEntries(path, stream, Throw.NotAnArchive, leaveOpen: true);
        return ModelArchive.Read(entries, compile: true);
    }

    private static Model Read(ModelFile file, bool compile) => file.Kind switch
    {
        FileKind.Archive or FileKind.Folder => ReadArchive(file, compile),
        FileKind.LegacyModel => LegacyModel.Read(file.Path, file.Tree!, compile),
        FileKind.LegacyWeights or FileKind.Weights or FileKind.ShardedWeights => throw Throw.WeightsWithoutModel(file.Path),
        _ => throw Throw.NoModel(file.Path),
    };

    private static Model ReadArchive(ModelFile file, bool compile)
    {
        using var entries = ModelEntries.Open(file);
        return ModelArchive.Read(entries, compile);
    }
}
