using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Layers.AspNetCore;

internal static partial class Throw
{
    public static ProtocolException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    public static ProtocolException NoSuchVersion(string name, string version, string served) =>
        new(StatusCodes.Status404NotFound, $"The model '{name}' has no version '{version}'; version '{served}' is served.");

    public static ProtocolException NoSuchDatatype(string name, IEnumerable<string> known, string where) =>
        BadRequest($"{where} has the datatype '{name}'. The known datatypes are {string.Join(", ", known)}.");

    public static ProtocolException OtherDatatype(string where, string datatype, string expected) =>
        BadRequest($"{where} has the datatype {datatype}, and the model takes {expected}.");

    public static ProtocolException MissingInput(string name, IEnumerable<string> known) =>
        BadRequest($"The request has no input '{name}'. The model takes {NameList.Quoted(known, name)}.");

    public static ProtocolException UnknownInput(string name, IReadOnlyList<string> known) =>
        BadRequest(
            $"The request has an input '{name}', which the model does not take.{Nearest.Hint(name, known)} It takes " +
                $"{NameList.Quoted(known, name)}.");

    public static ProtocolException InputTwice(string name) => BadRequest($"The request has the input '{name}' twice.");

    public static ProtocolException UnknownOutput(string name, IReadOnlyList<string> known) =>
        BadRequest(
            $"The request asks for an output '{name}', which the model does not give.{Nearest.Hint(name, known)} It gives " +
                $"{NameList.Quoted(known, name)}.");

    public static ProtocolException OtherShape(string where, IEnumerable<long> shape, string expected) =>
        BadRequest($"{where} has the shape [{string.Join(", ", shape)}], and the model takes {expected}, -1 for any number.");

    public static ProtocolException OtherCount(string where, int count, IEnumerable<long> shape) =>
        BadRequest($"{where} has {Figures.Count(count, "element")} of data, which is not the product of its shape " +
            $"[{string.Join(", ", shape)}].");

    public static ProtocolException OtherRows(string where, long rows, long others) =>
        BadRequest($"{where} has {Figures.Count(rows, "row")}, and an input before it {Number(others)}: all inputs need the same number " +
            "of rows.");

    public static ProtocolException NoRows(string where) => BadRequest($"{where} has no rows. Give one or more.");

    public static ProtocolException WrongMember(string where, string member, string expected, JsonValueKind found) =>
        BadRequest(
            $"{where} has {(found == JsonValueKind.Undefined ? $"no \"{member}\"" : $"a \"{member}\" that is {Kind(found)}")}; it has " +
                $"to be {expected}.");

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "a Boolean",
    };
}
