using System.Text;
using Google.Protobuf;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>A SavedModel from any program, run by TensorFlow's native library.</summary>
/// <remarks>The library is not part of this package: the package <c>SciSharp.TensorFlow.Redist</c> adds it to a .NET application, and the
/// environment variable <c>LAYERS_TENSORFLOW</c> may have the path of the library or its folder. Any release since TensorFlow 2.4 works.
/// <para>Predictions are thread-safe, and those that run during <see cref="Dispose"/> still end. A SavedModel is not a layer, and cannot be
/// part of a model.</para></remarks>
/// <example><code>
/// using Layers.TensorFlow;
/// using var model = SavedModel.Load("models/mpg/1");
/// Console.WriteLine(model.Summary());
/// var outputs = model.Predict(new Dictionary&lt;string, TensorData&gt; { ["raw"] = new float[,] { { 8, 307, 130, 3504, 12, 1970 } } });
/// </code></example>
public sealed partial class SavedModel : IDisposable
{
    /// <summary>The name of the default signature.</summary>
    public const string DefaultSignature = "serving_default";

    private readonly SessionHandle _session;
    private readonly Uses _uses;

    private SavedModel(string folder, IReadOnlyList<string> tags, SessionHandle session, IReadOnlyDictionary<string,
        SavedModelSignature> signatures)
    {
        (Folder, Tags, Signatures) = (folder, tags, signatures);
        (_session, _uses) = (session, new Uses(Free));
    }

    /// <summary>The folder of the SavedModel.</summary>
    public string Folder { get; }

    /// <summary>The tags of the loaded graph.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The signatures by name.</summary>
    public IReadOnlyDictionary<string, SavedModelSignature> Signatures { get; }

    /// <summary>Loads a SavedModel with its variables, tables and assets, ready to predict.</summary>
    /// <param name="folder">The folder with <c>saved_model.pb</c>.</param>
    /// <param name="tags">The tags of the graph. If there are none, the tag is <c>serve</c>, which nearly every model has.</param>
    /// <exception cref="DllNotFoundException">TensorFlow's native library is missing; the message says how to get it.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder is not a SavedModel, is damaged, has no graph with these tags, or has no
    /// signature; the message lists what the folder has.</exception>
    public static SavedModel Load(string folder, params string[] tags)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(tags);
        SavedModelFolder.Require(folder);
        TensorFlowLibrary.Require();
        if (tags.Length == 0) tags = ["serve"];
        var (session, meta) = Open(folder, tags);
        try
        {
            var signatures = SignatureReader.Read(meta, session.Graph);
            return signatures.Count > 0 ? new(folder, [.. tags], session, signatures) : throw Throw.NoSignature(folder, tags, meta);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Predicts from inputs by name.</summary>
    /// <param name="inputs">A tensor for each input of the signature, with the type and shape of the input.</param>
    /// <param name="signature">The name of the signature; default <c>serving_default</c>.</param>
    /// <returns>Each output of the signature under its name, in the order of <see cref="SavedModelSignature.Outputs"/>.</returns>
    /// <exception cref="ArgumentException">There is no such signature; an input is missing, unknown, or has another type or shape. The
    /// message names all of them.</exception>
    /// <exception cref="NotSupportedException">The signature has a tensor of a type that Layers does not have, for example
    /// resources.</exception>
    /// <exception cref="InvalidOperationException">TensorFlow failed to compute the signature; the message includes TensorFlow's
    /// own.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IReadOnlyDictionary<string, TensorData> Predict(IReadOnlyDictionary<string, TensorData> inputs,
        string signature = DefaultSignature)
    {
        using var use = Use();
        return Run(Asked(signature, inputs), inputs);
    }

    /// <summary>Predicts if the signature <c>serving_default</c> has one input and one output.</summary>
    /// <param name="x">A tensor with the type and shape of the input.</param>
    /// <exception cref="ArgumentException">The signature has several inputs or outputs, or the input has another type or shape.</exception>
    /// <exception cref="InvalidOperationException">TensorFlow failed to compute the signature; the message includes TensorFlow's
    /// own.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <returns>The output.</returns>
    public TensorData Predict(TensorData x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var use = Use();
        var asked = Asked(DefaultSignature);
        if (asked is not { Inputs: [var input], Outputs: [var output] }) throw Throw.NotOneToOne(this, asked);
        var inputs = new Dictionary<string, TensorData> { [input.Name] = x };
        Require(asked, inputs);
        return Run(asked, inputs)[output.Name];
    }

    /// <summary>Lists the signatures with the names, types and shapes of their inputs and outputs.</summary>
    public string Summary()
    {
        var text = new StringBuilder($"SavedModel '{Folder}' (tags: {string.Join(", ", Tags)})\n");
        foreach (var signature in Signatures.Values)
        {
            text.Append($"{signature.Name}{(signature.Fault is null ? "" : $" (cannot be called: {signature.Fault})")}\n");
            foreach (var input in signature.Inputs) text.Append($"  in   {input}\n");
            foreach (var output in signature.Outputs) text.Append($"  out  {output}\n");
        }
        return text.ToString();
    }

    /// <summary>Frees the memory in TensorFlow when running predictions and comparisons have ended. Later ones throw
    /// <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _uses.Close();

    /// <summary>Returns the kind and the folder, as text.</summary>
    public override string ToString() => $"SavedModel '{Folder}'";

    private void Free()
    {
        foreach (var watch in _watches.Values) watch.Dispose();
        _session.Dispose();
    }

    // Keeps the session alive until the call ends.
    private Uses.Use Use() => _uses.Begin() ?? throw Throw.Disposed(this);

    private void Require(SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (var name in inputs.Keys)
            if (!asked.Inputs.Any(input => input.Name == name)) throw Throw.UnknownInput(this, asked, name);
        foreach (var input in asked.Inputs)
            if (inputs.GetValueOrDefault(input.Name) is not { } data) throw Throw.MissingInput(this, asked, input);
            else if (!input.Takes(data)) throw Throw.WrongInput(this, asked, input, data);
    }

    private SavedModelSignature Asked(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        var asked = Signatures.GetValueOrDefault(signature) ?? throw Throw.NoSuchSignature(this, signature);
        return asked.Fault is null ? asked : throw Throw.CannotCall(this, asked);
    }

    private SavedModelSignature Asked(string signature, IReadOnlyDictionary<string, TensorData> inputs)
    {
        var asked = Asked(signature);
        Require(asked, inputs);
        return asked;
    }

    private static unsafe (SessionHandle Session, MetaGraphDef Meta) Open(string folder, string[] tags)
    {
        using var status = new Status();
        var (options, graph) = (Native.TF_NewSessionOptions(), Native.TF_NewGraph());
        var buffer = Native.TF_NewBuffer();
        SessionHandle? opened = null;
        try
        {
            var session = Native.TF_LoadSessionFromSavedModel(options, null, Path.GetFullPath(folder), tags, tags.Length, graph, buffer,
                status.Handle);
            if (!status.IsOk) throw SavedModelFolder.CannotOpen(folder, tags, status.Message);
            opened = new SessionHandle(session, graph);
            var parser = MetaGraphDef.Parser.WithDiscardUnknownFields(true);
            return (opened, parser.ParseFrom(new ReadOnlySpan<byte>(buffer->Data, checked((int)buffer->Length))));
        }
        catch (Exception e)
        {
            if (opened is null) Native.TF_DeleteGraph(graph);
            opened?.Dispose();
            if (e is InvalidProtocolBufferException or OverflowException) throw Throw.Damaged(folder, e.Message);
            throw;
        }
        finally
        {
            Native.TF_DeleteBuffer(buffer);
            Native.TF_DeleteSessionOptions(options);
        }
    }

    private IReadOnlyDictionary<string, TensorData> Run(SavedModelSignature asked, IReadOnlyDictionary<string, TensorData> given)
    {
        var inputs = new List<NativeTensor>(asked.Inputs.Count);
        try
        {
            foreach (var input in asked.Inputs) inputs.Add(NativeTensor.Of(input.Name, given[input.Name]));
            return Run(asked, [.. inputs.Select(tensor => tensor.Handle)], given);
        }
        finally
        {
            // Only after the outputs were read: an output may share the memory of an input.
            foreach (var tensor in inputs) tensor.Dispose();
        }
    }

    private unsafe Dictionary<string, TensorData> Run(SavedModelSignature asked, nint[] values, IReadOnlyDictionary<string,
        TensorData> given)
    {
        using var status = new Status();
        Native.Output[] from = [.. asked.Inputs.Select(input => input.Place)], to = [.. asked.Outputs.Select(output => output.Place)];
        var results = new nint[to.Length];
        try
        {
            fixed (Native.Output* ins = from, outs = to)
            fixed (nint* valuesAt = values, resultsAt = results)
                Native.TF_SessionRun(_session, null, ins, valuesAt, values.Length, outs, resultsAt, results.Length, null, 0, null,
                    status.Handle);
            if (!status.IsOk) throw Throw.RunFailed(this, asked, given, status.Message);
            return asked.Outputs.Index().ToDictionary(pair => pair.Item.Name, pair => NativeTensor.Read(results[pair.Index],
                pair.Item.Name), StringComparer.Ordinal);
        }
        finally
        {
            foreach (var result in results)
                if (result != 0) Native.TF_DeleteTensor(result);
        }
    }
}
