using Plumb.Core.Diagnostics;

namespace Plumb.Hcl;

/// <summary>What can be wrong with the syntax of a configuration and with the shape of its bodies.</summary>
public static class HclRules
{
    // Characters and encoding
    public static readonly DiagnosticRule UnsupportedOperator = Error("HCL001", "Unsupported operator");
    public static readonly DiagnosticRule InvalidCharacter = Error("HCL002", "Invalid character");
    public static readonly DiagnosticRule InvalidEncoding = Error("HCL003", "Invalid character encoding");
    public static readonly DiagnosticRule MultiLineString = Error("HCL004", "Invalid multi-line string");
    public static readonly DiagnosticRule InvalidEscape = Error("HCL005", "Invalid escape sequence");
    public static readonly DiagnosticRule InvalidNumber = Error("HCL006", "Invalid number literal");
    public static readonly DiagnosticRule InvalidString = Error("HCL007", "Invalid string literal");
    public static readonly DiagnosticRule UnterminatedString = Error("HCL008", "Unterminated string literal");
    public static readonly DiagnosticRule UnterminatedTemplate = Error("HCL009", "Unterminated template string");

    // Bodies
    public static readonly DiagnosticRule InvalidArgumentName = Error("HCL020", "Invalid argument name");
    public static readonly DiagnosticRule UnclosedBlock = Error("HCL021", "Unclosed configuration block");
    public static readonly DiagnosticRule ItemRequired = Error("HCL022", "Argument or block definition required");
    public static readonly DiagnosticRule ArgumentRequired = Error("HCL023", "Argument definition required");
    public static readonly DiagnosticRule AttributeRedefined = Error("HCL024", "Attribute redefined");
    public static readonly DiagnosticRule MissingNewlineAfterArgument = Error("HCL025", "Missing newline after argument");
    public static readonly DiagnosticRule UnexpectedComma = Error("HCL026", "Unexpected comma after argument");
    public static readonly DiagnosticRule InvalidBlock = Error("HCL027", "Invalid block definition");
    public static readonly DiagnosticRule InvalidOneLineBlock = Error("HCL028", "Invalid single-argument block definition");
    public static readonly DiagnosticRule MissingNewlineAfterBlock = Error("HCL029", "Missing newline after block definition");
    public static readonly DiagnosticRule BraceOnNextLine = Error("HCL030", "Invalid block definition");

    // Expressions
    public static readonly DiagnosticRule MissingExpression = Error("HCL040", "Missing expression");
    public static readonly DiagnosticRule InvalidExpression = Error("HCL041", "Invalid expression");
    public static readonly DiagnosticRule ExtraAfterExpression = Error("HCL042", "Extra characters after expression");
    public static readonly DiagnosticRule MissingFalseResult = Error("HCL043", "Missing false expression in conditional");
    public static readonly DiagnosticRule UnbalancedParentheses = Error("HCL044", "Unbalanced parentheses");
    public static readonly DiagnosticRule InvalidAttributeName = Error("HCL045", "Invalid attribute name");
    public static readonly DiagnosticRule LegacyIndex = Error("HCL046", "Invalid legacy index syntax");
    public static readonly DiagnosticRule NestedSplat = Error("HCL047", "Nested splat expression not allowed");
    public static readonly DiagnosticRule UnclosedSplat = Error("HCL048", "Missing close bracket on splat index");
    public static readonly DiagnosticRule UnclosedIndex = Error("HCL049", "Missing close bracket on index");
    public static readonly DiagnosticRule MissingFunctionName = Error("HCL050", "Missing function name");
    public static readonly DiagnosticRule MissingOpenParen = Error("HCL051", "Missing open parenthesis");
    public static readonly DiagnosticRule MissingCloseParen = Error("HCL052", "Missing closing parenthesis");
    public static readonly DiagnosticRule UnterminatedCall = Error("HCL053", "Unterminated function call");
    public static readonly DiagnosticRule MissingArgumentSeparator = Error("HCL054", "Missing argument separator");
    public static readonly DiagnosticRule UnterminatedTuple = Error("HCL055", "Unterminated tuple constructor expression");
    public static readonly DiagnosticRule MissingItemSeparator = Error("HCL056", "Missing item separator");
    public static readonly DiagnosticRule UnterminatedObject = Error("HCL057", "Unterminated object constructor expression");
    public static readonly DiagnosticRule MissingAttributeValue = Error("HCL058", "Missing attribute value");
    public static readonly DiagnosticRule MissingKeyValueSeparator = Error("HCL059", "Missing key/value separator");
    public static readonly DiagnosticRule MissingAttributeSeparator = Error("HCL060", "Missing attribute separator");
    public static readonly DiagnosticRule InvalidFor = Error("HCL061", "Invalid 'for' expression");
    public static readonly DiagnosticRule NestedTooDeeply = Error("HCL062", "Configuration nested too deeply");

    // Templates
    public static readonly DiagnosticRule UnclosedInterpolation = Error("HCL070", "Unclosed template interpolation sequence");
    public static readonly DiagnosticRule ExtraAfterInterpolation = Error("HCL071", "Extra characters after interpolation expression");
    public static readonly DiagnosticRule InvalidDirective = Error("HCL072", "Invalid template directive");
    public static readonly DiagnosticRule InvalidForDirective = Error("HCL073", "Invalid 'for' directive");
    public static readonly DiagnosticRule UnknownDirective = Error("HCL074", "Invalid template control keyword");
    public static readonly DiagnosticRule ExtraInDirective = Error("HCL075", "Extra characters in template directive");
    public static readonly DiagnosticRule UnexpectedEndOfTemplate = Error("HCL076", "Unexpected end of template");
    public static readonly DiagnosticRule UnexpectedElse = Error("HCL077", "Unexpected else directive");
    public static readonly DiagnosticRule UnexpectedEndIf = Error("HCL078", "Unexpected endif directive");
    public static readonly DiagnosticRule UnexpectedEndFor = Error("HCL079", "Unexpected endfor directive");

    // Traversals on their own
    public static readonly DiagnosticRule VariableNameRequired = Error("HCL090", "Variable name required");
    public static readonly DiagnosticRule AttributeNameRequired = Error("HCL091", "Attribute name required");
    public static readonly DiagnosticRule UnclosedIndexBrackets = Error("HCL092", "Unclosed index brackets");
    public static readonly DiagnosticRule IndexValueRequired = Error("HCL093", "Index value required");

    // Reading a body through a schema
    public static readonly DiagnosticRule UnsupportedArgument = Error("HCL100", "Unsupported argument");
    public static readonly DiagnosticRule UnsupportedBlock = Error("HCL101", "Unsupported block type");
    public static readonly DiagnosticRule MissingArgument = Error("HCL102", "Missing required argument");
    public static readonly DiagnosticRule ExtraneousLabel = Error("HCL103", "Extraneous label");
    public static readonly DiagnosticRule MissingLabel = Error("HCL104", "Missing label");
    public static readonly DiagnosticRule UnexpectedBlock = Error("HCL105", "Unexpected block");

    // JSON syntax
    public static readonly DiagnosticRule JsonExtraData = Error("HCL120", "Extraneous data after value");
    public static readonly DiagnosticRule JsonMissingValue = Error("HCL121", "Missing JSON value");
    public static readonly DiagnosticRule JsonInvalidValue = Error("HCL122", "Invalid start of value");
    public static readonly DiagnosticRule JsonInvalidName = Error("HCL123", "Invalid object property name");
    public static readonly DiagnosticRule JsonMissingColon = Error("HCL124", "Missing property value colon");
    public static readonly DiagnosticRule JsonTrailingComma = Error("HCL125", "Trailing comma in JSON");
    public static readonly DiagnosticRule JsonUnclosed = Error("HCL126", "Unclosed JSON value");
    public static readonly DiagnosticRule JsonMismatched = Error("HCL127", "Mismatched JSON brackets");
    public static readonly DiagnosticRule JsonMissingComma = Error("HCL128", "Missing separator comma");
    public static readonly DiagnosticRule JsonInvalidNumber = Error("HCL129", "Invalid JSON number");
    public static readonly DiagnosticRule JsonInvalidString = Error("HCL130", "Invalid JSON string");
    public static readonly DiagnosticRule JsonInvalidKeyword = Error("HCL131", "Invalid JSON keyword");
    public static readonly DiagnosticRule JsonRootNotObject = Error("HCL132", "Root value must be object");
    public static readonly DiagnosticRule JsonWrongType = Error("HCL133", "Incorrect JSON value type");
    public static readonly DiagnosticRule JsonExtraProperty = Error("HCL134", "Extraneous JSON object property");
    public static readonly DiagnosticRule JsonDuplicateArgument = Error("HCL135", "Duplicate argument");
    public static readonly DiagnosticRule JsonDuplicateAttribute = Error("HCL137", "Duplicate attribute definition");
    public static readonly DiagnosticRule JsonDuplicateKey = Error("HCL138", "Duplicate object attribute");
    public static readonly DiagnosticRule JsonMissingLabel = Error("HCL136", "Missing block label");

    private static DiagnosticRule Error(string code, string summary) => new(code, Severity.Error, summary);
}
