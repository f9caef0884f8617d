package dev.pgreview.sql;

import dev.pgreview.schema.ObjectChange.RoleChange;
import java.util.ArrayList;
import java.util.List;

/** CREATE, ALTER and DROP ROLE, GRANT of roles, REASSIGN and DROP OWNED. */
final class RoleTranslator {
  private RoleTranslator() {}

  /**
   * @param statement as in the documentation, upper case
   */
  static RoleChange role(String statement, ParseNode node) {
    return new RoleChange(statement, roles(node), options(node.path("options")));
  }

  /** GRANT and REVOKE of roles: those that are granted, then those to whom. */
  static RoleChange grant(ParseNode node) {
    List<String> roles = new ArrayList<>();
    for (ParseNode granted : node.path("granted_roles")) {
      roles.add(Nodes.text(granted.path("AccessPriv"), "priv_name"));
    }
    roles.addAll(Nodes.roles(node.path("grantee_roles")));
    String statement = Nodes.flag(node, "is_grant") ? "GRANT ROLE" : "REVOKE ROLE";
    return new RoleChange(statement, roles, List.of());
  }

  private static List<String> roles(ParseNode node) {
    List<String> roles = new ArrayList<>();
    if (node.path("role").isString()) {
      roles.add(Nodes.text(node, "role"));
    } else if (node.has("role")) {
      roles.add(Nodes.role(node.path("role")));
    }
    roles.addAll(Nodes.roles(node.path("roles")));
    if (node.has("newrole")) {
      roles.add(Nodes.role(node.path("newrole")));
    }
    return roles;
  }

  private static List<String> options(ParseNode list) {
    List<String> options = new ArrayList<>();
    for (ParseNode item : list) {
      ParseNode option = item.path("DefElem");
      String name = Nodes.text(option, "defname");
      // PASSWORD NULL has no argument.
      if (option.has("arg") && Nodes.isOn(list, name)) {
        options.add(keyword(name));
      }
    }
    return options;
  }

  /** PostgreSQL keeps some options under names of its own (src/backend/parser/gram.y). */
  private static String keyword(String name) {
    return switch (name) {
      case "canlogin" -> "login";
      case "isreplication" -> "replication";
      case "addroleto" -> "in role";
      case "rolemembers" -> "role";
      case "adminmembers" -> "admin";
      case "validUntil" -> "valid until";
      case "connectionlimit" -> "connection limit";
      default -> name;
    };
  }
}
