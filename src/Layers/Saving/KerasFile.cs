namespace Layers;

/// <summary>Saves and loads models as Keras's <c>.keras</c> archives, and exports them to ONNX.</summary>
/// <remarks>Format: <see href="https://keras.io/guides/serialization_and_saving/"/>. Keras 3.3 and later open a saved archive without any
/// code of Layers.</remarks>
public static class KerasFile
{
    extension(Model model)
    {
        /// <summary>Saves the model with its weights, its adapted state, its compile settings, and the optimizer's state.</summary>
        /// <remarks>A layer that several models share is stored in each place, with its weights and the optimizer's state for them. When
        /// Layers loads the file, it is one layer again. In Keras it becomes a separate layer in each place: predictions are the same, but
        /// further training makes the copies differ.</remarks>
        /// <param name="path">The file, which must end in <c>.keras</c>, or the folder, which must not; replaced as a whole, or not at
        /// all.</param>
        /// <param name="zipped">Whether the model is saved as one file, the default, or as a folder with the files of the archive, which
        /// Keras reads since 3.7.</param>
        /// <returns>Warnings about parts that work differently in another program, for example a layer name that TensorFlow does not
        /// accept. Nothing is written to the console.</returns>
        /// <exception cref="ArgumentException">The name does not have the ending that Keras requires.</exception>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="NotSupportedException">A layer's class is not registered; the message says how to register it.</exception>
        /// <exception cref="IOException">The model cannot be written, or the path is a folder that contains more than a model. An existing
        /// model is unchanged.</exception>
        /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
        /// <example><code>
        /// model.Save(path);                                               // "model.keras": layers, weights, and adapted state
        /// </code></example>
        public SaveReport Save(string path, bool zipped = true) => model.Save(path, new SaveOptions { Zipped = zipped });

        /// <summary>Saves the model with its weights, its adapted state, its compile settings, and the optimizer's state.</summary>
        /// <param name="path">The file, which must end in <c>.keras</c>, or the folder, which must not; replaced as a whole, or not at
        /// all.</param>
        /// <param name="options">The format of the file, and the row for health checks if there is one.</param>
        /// <inheritdoc cref="Save(Model, string, bool)" path="/remarks"/>
        /// <inheritdoc cref="Save(Model, string, bool)" path="/returns"/>
        /// <exception cref="ArgumentException">The name does not have the ending that Keras requires; or the health row is not a row of the
        /// model.</exception>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted, or cannot compute with the health row.</exception>
        /// <exception cref="NotSupportedException">A layer's class is not registered; the message says how to register it. Or there is a
        /// health row, and the model keeps states between batches.</exception>
        /// <exception cref="IOException">The model cannot be written, or the path is a folder that contains more than a model. An existing
        /// model is unchanged.</exception>
        /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
        public SaveReport Save(string path, SaveOptions options)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(path);
            ArgumentNullException.ThrowIfNull(options);
            model.RequireNotDisposed();
            return model.Written(path, options);
        }

        /// <summary>Saves the model for a callback, even if it was disposed: training continues to its end, and saves.</summary>
        internal SaveReport Written(string path, SaveOptions options)
        {
            if (options.Zipped != path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase))
                throw Throw.WrongExtension(path, options.Zipped);
            var entries = ModelArchive.Write(model, options);
            if (options.Zipped) AtomicFile.Write(path, stream => Archive.Write(stream, entries));
            else ArchiveFolder.Write(path, entries);
            return SaveReport.Of(model);
        }

        /// <summary>Writes <see cref="Model.ToGraph"/> as an ONNX file, which takes raw rows, any number of them, and returns
        /// predictions.</summary>
        /// <remarks>The file's metadata has the columns of the inputs and the classes of the outputs as JSON, under the keys
        /// <c>layers.inputs</c> and <c>layers.outputs</c>; <see cref="OnnxReader.Metadata"/> reads them.</remarks>
        /// <param name="path">The file; replaced as a whole, or not at all.</param>
        /// <param name="useExtensions">Whether the file may have operators of Microsoft.ML.OnnxRuntime.Extensions (domain
        /// <c>ai.onnx.contrib</c>) if ONNX has no operator and that of the library gives the same result: for <see cref="Hashing"/> without
        /// a salt, and for lookups with several OOV indices and no salt. A session must register that library before it opens such a file.
        /// A hash of texts needs operator set 19. A text with a NUL character, which that library would truncate, is an error at run time.
        /// Default false: the file has only standard operators, and any runtime opens it.</param>
        /// <returns>The graph that was written; a runtime must support its <see cref="Graph.Opset"/>.</returns>
        /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
        /// <exception cref="LayerException">A layer was not adapted.</exception>
        /// <exception cref="NotSupportedException">A layer such as <see cref="HashedCrossing"/> computes something for which ONNX has no
        /// operator; the message names it.</exception>
        /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
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
        /// <summary>Loads a saved model, of this library or of Keras.</summary>
        /// <param name="path">A <c>.keras</c> archive, zipped or a folder, written by Keras 2.12 or later on any system, or a whole model
        /// in HDF5, written by Keras 2 or 3. Its format is recognized by its content, not by its name.</param>
        /// <param name="compile">Whether loss, metrics and optimizer are restored as well; default true. Without them the model can only
        /// predict.</param>
        /// <returns>The model. Its <see cref="Model.LoadReport"/> lists the parts that were left out, none of which affects predictions,
        /// and the changes that saving will make.</returns>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        /// <exception cref="InvalidDataException">The content of the file is wrong: it is not a model or only a model's weights, lacks an
        /// entry, is damaged, or has an unknown layer, setting or loss, or weights of another shape. The message names the entry, the place
        /// in it, and the reason.</exception>
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

    /// <summary>Reads a model from an open file, so that a file that replaces it meanwhile is not mixed with it.</summary>
    /// <param name="path">The path, for messages.</param>
    /// <param name="stream">The file, which is seekable and stays open.</param>
    /// <exception cref="InvalidDataException">The content of the file is wrong.</exception>
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
