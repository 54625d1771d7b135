using System.Security.Cryptography;
using Google.Protobuf;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>The functions of a file: the conditions and bodies of loops.</summary>
internal sealed class FunctionLibrary
{
    private readonly Dictionary<string, FunctionDef> _functions = [];

    public FunctionDefLibrary Proto
    {
        get
        {
            var library = new FunctionDefLibrary();
            library.Function.AddRange(_functions.Values);
            return library;
        }
    }

    public bool IsEmpty => _functions.Count == 0;

    /// <summary>Adds a function of some values, and returns its name.</summary>
    /// <param name="stem">The start of its name.</param>
    /// <param name="arguments">The types of its arguments.</param>
    /// <param name="body">Writes its nodes and returns its outputs.</param>
    public NameAttrList Add(string stem, IReadOnlyList<DataType> arguments, Func<NodeWriter, Port[], IReadOnlyList<Port>> body)
    {
        var (writer, signature, function) = (new NodeWriter(this, isFunction: true), new OpDef(), new FunctionDef());
        Port[] inputs = [.. arguments.Select((type, i) => writer.Argument(Ops.Numbered("arg", i), type))];
        signature.InputArg.AddRange(inputs.Select(input => new OpDef.Types.ArgDef { Name = input.Node, Type = input.Type }));
        foreach (var (i, output) in body(writer, inputs).Index())
        {
            signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = Ops.Numbered("ret", i), Type = output.Type });
            function.Ret.Add(Ops.Numbered("ret", i), output.Reference);
        }
        (function.Signature, signature.Name) = (signature, stem);
        function.NodeDef.AddRange(writer.Nodes);
        // Python keeps the functions of all open models in one place, so the name has a hash of the content.
        signature.Name = $"{stem}_{Convert.ToHexStringLower(SHA256.HashData(function.ToByteArray()))[..16]}";
        _functions[signature.Name] = function;
        return new() { Name = signature.Name };
    }
}
